import type { RelayConnection } from '../../domain/preparing/install-settings.js';
import type { Announce } from '../../domain/preparing/preparation-write.js';
import { relayNamesOf } from '../../domain/preparing/relay-names.js';
import { UnexpectedResponseError } from '../../errors/unexpected-response-error.js';
import { send } from '../../transport/send.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { refusalOf } from '../../wire/arm-error.js';
import { decodeConnectionString } from '../../wire/relay/decode-relay.js';
import { relayIdsOf } from '../facts/relay-ids.js';
import type { PreparationContext } from './step-definition.js';

/**
 * Fetches the connection string of a cluster's Relay right before it is sent to the extension. Asking again is harmless.
 *
 * @throws the typed error of a refusal; what `announce` throws.
 */
export async function readRelayConnection(
  { service, target, secrets, signal }: PreparationContext,
  hybridConnectionId: string,
  announce: Announce,
): Promise<RelayConnection> {
  const { rule } = relayIdsOf(target.resourceId);
  const summary = 'fetch the connection string of the Relay for the extension';
  await announce({ step: 'extension', action: 'list-keys', target: rule, summary, changes: [] });
  const url = `${service.endpoint}${rule}/listKeys?api-version=${API_VERSIONS.relay}`;
  const answer = await send(service.workspace, { method: 'POST', url, signal });
  if (answer.status !== 200) throw refusalOf(answer, 'fetching the keys of the Relay');
  const connectionString = answer.body.kind === 'json' ? decodeConnectionString(answer.body.value) : null;
  if (connectionString !== null) {
    secrets.add(connectionString);
    const hybridConnectionName = relayNamesOf(target.resourceId).hybridConnection;
    return { hybridConnectionId, hybridConnectionName, connectionString };
  }
  throw new UnexpectedResponseError('the keys of the Relay were answered in an unknown form', {
    hint: 'Check for a proxy in between',
    retryable: true,
  });
}
