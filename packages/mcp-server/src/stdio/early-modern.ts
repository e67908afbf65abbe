import { CACHE_HINTS } from '../eras/cache-hint.js';
import { MODERN_VERSION } from '../eras/protocol-versions.js';
import type { ListedOffer } from '../protocol/list-offer.js';
import { isRecord } from '../runtime/is-record.js';
import { areObjects, isImplementation } from './member-checks.js';
import { isRequest, type Message, type RequestMessage } from './message.js';

const PREFIX = 'io.modelcontextprotocol/';

/** The answer to a request of the modern era that facts can answer; null for what only the leg can. */
export function answerEarlyModern(message: Message, offer: ListedOffer): object | null {
  if (!isRequest(message) || !hasPlainParams(message.params)) return null;
  const result = resultOf(message, offer);
  if (result === null) return null;
  const meta = { [`${PREFIX}serverInfo`]: offer.description.info };
  return { result: { ...result, _meta: meta, resultType: 'complete' }, jsonrpc: '2.0', id: message.id };
}

function resultOf({ method }: RequestMessage, { description, lists }: ListedOffer): object | null {
  switch (method) {
    case 'server/discover': {
      const { capabilities, instructions } = description;
      return { supportedVersions: [MODERN_VERSION], capabilities, instructions, ...CACHE_HINTS[method] };
    }
    case 'tools/list':
    case 'prompts/list':
    case 'resources/templates/list': {
      const list = lists[method];
      return list === undefined ? null : { ...list, ...CACHE_HINTS[method] };
    }
    default:
      return null;
  }
}

/** Nothing but an envelope that is as it should be; whatever else stands there, the leg checks. */
function hasPlainParams(params: unknown): boolean {
  if (!isRecord(params) || Object.keys(params).some((name) => name !== '_meta')) return false;
  const meta = params['_meta'];
  if (!isRecord(meta)) return false;
  const client = meta[`${PREFIX}clientInfo`];
  return (
    Object.keys(meta).every((name) => KNOWN.includes(name)) &&
    meta[`${PREFIX}protocolVersion`] === MODERN_VERSION &&
    areObjects(meta[`${PREFIX}clientCapabilities`]) &&
    (client === undefined || isImplementation(client))
  );
}

const KNOWN = ['protocolVersion', 'clientInfo', 'clientCapabilities'].map((name) => `${PREFIX}${name}`);
