import { type ObservedRequest, observeRequest } from './observe-request.js';
import { protocolError } from './protocol-error.js';
import type { RunningCalls } from './running-calls.js';

interface AnsweredRequest extends ObservedRequest {
  readonly calls: RunningCalls;
}

/** Answers a request that is no tool call; whatever goes wrong becomes an error of the protocol. */
export async function answerRequest<T>(
  { calls, ...request }: AnsweredRequest,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return calls.run(request.requestInfo, (requestInfo) =>
    observeRequest({ ...request, requestInfo }, () =>
      work(requestInfo.signal).catch((error: unknown) => {
        throw protocolError(error, request.dependencies.log);
      }),
    ),
  );
}
