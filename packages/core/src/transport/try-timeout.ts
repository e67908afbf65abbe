import { NetworkError } from '../errors/network-error.js';
import type { Clock } from '../runtime/clock.js';
import { withinTime } from './time-limit.js';
import type { Policy } from './transport.js';

/** Gives up a try after `timeoutMs`, as a `NetworkError`, and stops the request behind it. */
export function withTryTimeout(timeoutMs: number, clock: Clock): Policy {
  return (next) => (request) => {
    const late = (): NetworkError =>
      new NetworkError(`no answer to ${request.method} within ${timeoutMs} ms`, {
        hint: 'Check the network to Azure Resource Manager; raise retry.tryTimeoutMs where it is slow',
        retryable: true,
      });
    const limit = { clock, limitMs: timeoutMs, signal: request.signal, late };
    return withinTime(limit, (signal) => next(new Request(request, { signal })));
  };
}
