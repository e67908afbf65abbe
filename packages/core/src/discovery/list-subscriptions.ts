import { readAll } from '../service/read-pages.js';
import type { ComputeService } from '../service/service.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeSubscription } from '../wire/decode-subscription.js';

/**
 * Lists the subscriptions that the caller sees, but those that are disabled or deleted.
 * @throws what `readAll` throws.
 */
export async function listSubscriptions(
  service: ComputeService,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const url = `${service.endpoint}/subscriptions?api-version=${API_VERSIONS.subscriptions}`;
  const found = await readAll(service, url, {
    what: 'the list of subscriptions',
    decode: decodeSubscription,
    signal,
  });
  return found.filter(({ isUsable }) => isUsable).map(({ id }) => id);
}
