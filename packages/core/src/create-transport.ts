import { type CloudEndpoints, type CloudName, isLoopback, parseCloud } from './domain/cloud.js';
import { type Clock, systemClock } from './runtime/clock.js';
import { type Random, systemRandom } from './runtime/random.js';
import type { BucketRuntime } from './transport/budget/request-bucket.js';
import { withRequestBudget } from './transport/budget/request-budget.js';
import { withClientRequestId } from './transport/client-request-id.js';
import { compose } from './transport/compose.js';
import { type Fetch, fetchTransport } from './transport/fetch-transport.js';
import { withRetry } from './transport/retry.js';
import { parseRetryOptions, type RetryOptions } from './transport/retry-decision.js';
import { withTimeLimit } from './transport/time-limit.js';
import { withBearerToken } from './transport/token/bearer-token.js';
import type { TokenCredential } from './transport/token/token-credential.js';
import type { Policy, Transport } from './transport/transport.js';
import { withUserAgent } from './transport/user-agent.js';

/** What a transport is made of; whatever is left out has a default. */
export interface TransportOptions {
  readonly credential: TokenCredential;
  /** @default 'public' */
  readonly cloud?: CloudName | CloudEndpoints | undefined;
  /**
   * Anything with the shape of `fetch`.
   * @default the platform's own
   */
  readonly fetch?: Fetch | undefined;
  /** What sends one try, in place of `fetch`; such as `undiciTransport()` of the entry `undici`. */
  readonly http?: Transport | undefined;
  readonly retry?: Partial<RetryOptions> | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

/**
 * Composes the transport for one cloud: identification, then retry, then the budget of requests, then bearer token, then
 * a time limit for each try, then `http` or `fetch`. The token goes to that cloud's Azure Resource Manager and nowhere
 * else. All that is sent through one transport shares its token and its budget, so make one a credential.
 *
 * @throws InvalidInputError when the cloud is unknown, its endpoint is neither https nor loopback, or a limit is no number.
 */
export function createTransport(options: TransportOptions): Transport {
  const { resourceManager, scope, authority } = parseCloud(options.cloud);
  const { credential, clock = systemClock, random = systemRandom } = options;
  const retry = parseRetryOptions(options.retry);
  return compose(
    options.http ?? fetchTransport(options.fetch),
    withClientRequestId(),
    withUserAgent(),
    withRetry(retry, { clock, random }),
    budgetAt(resourceManager, { clock, random }),
    withBearerToken({ credential, scope, authority, origin: resourceManager, clock }),
    withTimeLimit(clock),
  );
}

/** A service on this machine is a test's, which has none of Azure's limits. */
function budgetAt(resourceManager: string, runtime: BucketRuntime): Policy {
  return isLoopback(new URL(resourceManager).hostname) ? (next) => next : withRequestBudget(runtime);
}
