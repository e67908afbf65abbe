import { NetworkError } from '../errors/network-error.js';
import type { Clock } from '../runtime/clock.js';
import { ARM_INIT, asNetworkError, type Fetch } from './fetch-transport.js';
import { withinTime } from './time-limit.js';
import type { Transport } from './transport.js';
import { wholeAnswer } from './whole-answer.js';

export interface Bounds {
  /** Milliseconds for one try, until its answer has been read. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * One try over `fetch`, down to the last byte of the answer, so that a body which stalls or breaks off belongs to the
 * try. After `timeoutMs` it is given up as a `NetworkError`, and the request behind it is stopped.
 */
export function boundedFetch(fetch: Fetch, { timeoutMs, clock }: Bounds): Transport {
  return (request) => {
    const late = (): NetworkError =>
      new NetworkError(`no answer to ${request.method} within ${timeoutMs} ms`, {
        hint: 'Check the network to Azure Resource Manager; raise retry.tryTimeoutMs where it is slow',
        retryable: true,
      });
    const limit = { clock, limitMs: timeoutMs, signal: request.signal, late };
    return withinTime(limit, async (signal) => {
      try {
        return await wholeAnswer(await fetch(request, { ...ARM_INIT, signal }));
      } catch (cause) {
        throw asNetworkError(cause, request);
      }
    });
  };
}
