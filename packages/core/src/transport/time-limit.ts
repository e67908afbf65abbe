import { NetworkError } from '../errors/network-error.js';
import { type Clock, systemClock } from '../runtime/clock.js';
import type { Policy, TransportRequest } from './transport.js';
import { withinTime } from './within-time.js';

/**
 * Gives a try up after its `timeoutMs`, as a `NetworkError`, and stops the request behind it. A transport that does not
 * heed its signal is left all the same.
 */
export function withTimeLimit(clock: Clock = systemClock): Policy {
  return (next) => (request) => {
    const { signal, timeoutMs: limitMs } = request;
    return withinTime({ clock, limitMs, signal, late: () => lateAnswer(request) }, (either) =>
      next({ ...request, signal: either }),
    );
  };
}

function lateAnswer({ method, timeoutMs }: TransportRequest): NetworkError {
  return new NetworkError(`no answer to ${method} within ${timeoutMs} ms`, {
    hint: 'Check the network to Azure Resource Manager; raise retry.tryTimeoutMs where it is slow',
    retryable: true,
  });
}
