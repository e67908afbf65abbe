import type { ServerParts } from '../server-parts.js';
import type { Calls } from './calls.js';
import type { Extra } from './extra.js';
import { protocolError } from './protocol-error.js';

interface Asked {
  /** The method, for the log. */
  readonly method: string;
  readonly parts: ServerParts;
  readonly calls: Calls;
  readonly extra: Extra;
}

/** Answers a request that is no tool call; whatever goes wrong becomes an error of the protocol. */
export async function answer<T>(
  { method, parts, calls, extra }: Asked,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { log, clock } = parts;
  const startedAt = clock.monotonic();
  const finish = (outcome: string): void =>
    log('info', 'request', { method, outcome, ms: Math.round(clock.monotonic() - startedAt) });
  return calls.run(extra, ({ signal }) =>
    work(signal).then(
      (result) => {
        finish('ok');
        return result;
      },
      (error: unknown) => {
        finish(signal.aborted ? 'canceled' : 'refused');
        throw protocolError(error, log);
      },
    ),
  );
}
