import { requireNoState } from './create-ask.js';
import { type ObservedRequest, observeRequest } from './observe-request.js';
import { protocolError } from './protocol-error.js';

/** Answers a request that is no tool call; whatever goes wrong becomes an error of the protocol. */
export async function answerRequest<T>(
  request: ObservedRequest,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  requireNoState(request.peer);
  return observeRequest(request, () =>
    work(request.peer.signal).catch((error: unknown) => {
      throw protocolError(error, request.dependencies.log);
    }),
  );
}
