import { LEGACY_VERSIONS } from '../eras/protocol-versions.js';
import type { ListedOffer } from '../protocol/list-offer.js';
import { isRecord } from '../runtime/is-record.js';
import { areObjects, isImplementation } from './member-checks.js';
import { isRequest, type Message, type RequestMessage } from './message.js';

/**
 * What a client of the legacy era gets before its leg is open: the answer to a request that facts can answer, `taken` for
 * what needs none, and null for what only the leg can answer, such as a request that it would refuse.
 */
export function answerEarlyLegacy(message: Message, offer: ListedOffer): object | 'taken' | null {
  // Nothing has been asked of the client, so nothing that is no request concerns the leg.
  if (!isRequest(message)) return 'taken';
  const result = resultOf(message, offer);
  return result === null ? null : { result, jsonrpc: '2.0', id: message.id };
}

function resultOf({ method, params }: RequestMessage, { description, lists }: ListedOffer): object | null {
  switch (method) {
    case 'initialize':
      return initialize(params, description);
    case 'ping':
      return {};
    case 'tools/list':
    case 'prompts/list':
    case 'resources/templates/list':
      return isPlainList(params) ? (lists[method] ?? null) : null;
    default:
      return null;
  }
}

function initialize(params: unknown, description: ListedOffer['description']): object | null {
  if (!isRecord(params) || !areObjects(params['capabilities']) || !isImplementation(params['clientInfo']))
    return null;
  const asked = params['protocolVersion'];
  if (typeof asked !== 'string') return null;
  const protocolVersion = LEGACY_VERSIONS.includes(asked) ? asked : LEGACY_VERSIONS[0];
  const { info, capabilities, instructions } = description;
  return { protocolVersion, capabilities, serverInfo: info, instructions };
}

/** A list without a page: a cursor is refused or ignored by the leg, as it sees fit. */
function isPlainList(params: unknown): boolean {
  return params === undefined || (isRecord(params) && !('cursor' in params));
}
