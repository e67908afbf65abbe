import type { Calls } from './calls.js';
import { type ObservedRequest, observed } from './observed.js';
import { protocolError } from './protocol-error.js';

interface Asked extends ObservedRequest {
  readonly calls: Calls;
}

/** Answers a request that is no tool call; whatever goes wrong becomes an error of the protocol. */
export async function answer<T>(
  { calls, ...request }: Asked,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return calls.run(request.extra, (extra) =>
    observed({ ...request, extra }, () =>
      work(extra.signal).catch((error: unknown) => {
        throw protocolError(error, request.parts.log);
      }),
    ),
  );
}
