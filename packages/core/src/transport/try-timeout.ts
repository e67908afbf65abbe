import { NetworkError } from '../errors/network-error.js';
import type { Clock } from '../runtime/clock.js';
import type { Policy } from './transport.js';

/** Gives up a try after `timeoutMs`, as a `NetworkError`, and stops the request behind it. */
export function withTryTimeout(timeoutMs: number, clock: Clock): Policy {
  return (next) => async (request) => {
    const limit = new AbortController();
    const timer = new AbortController();
    const expired = clock.sleep(timeoutMs, timer.signal).then(
      () => {
        const error = new NetworkError(`no answer to ${request.method} within ${timeoutMs} ms`, {
          hint: 'Check the network to Azure Resource Manager; raise retry.tryTimeoutMs where it is slow',
          retryable: true,
        });
        limit.abort(error);
        throw error;
      },
      () => new Promise<never>(() => {}),
    );
    try {
      const signal = AbortSignal.any([request.signal, limit.signal]);
      return await Promise.race([next(new Request(request, { signal })), expired]);
    } finally {
      timer.abort();
    }
  };
}
