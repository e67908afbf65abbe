import type { CallLimits } from '../runtime/call-limits.js';
import { CallTime } from './call-time.js';
import { requireNoState } from './create-ask.js';
import { type ObservedRequest, observeRequest } from './observe-request.js';
import { protocolError } from './protocol-error.js';

/** Answers a request that is no tool call; whatever goes wrong becomes an error of the protocol. */
export async function answerRequest<T>(
  request: ObservedRequest,
  work: (limits: CallLimits) => Promise<T>,
): Promise<T> {
  requireNoState(request.peer);
  return observeRequest(request, () =>
    limited(request, work).catch((error: unknown) => {
      throw protocolError(error, request.dependencies.log);
    }),
  );
}

function limited<T>(
  { dependencies, peer }: ObservedRequest,
  work: (limits: CallLimits) => Promise<T>,
): Promise<T> {
  const time = new CallTime(dependencies.clock);
  return time.limit(peer.signal, (signal) => work({ signal, timeLeftMs: time.leftMs }));
}
