import { onAbort } from '../runtime/abort.js';
import { type Clock, startTimer } from '../runtime/clock.js';

/** Bounds of some work. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Ends the work early, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** The error of work that takes too long. */
  readonly late: () => Error;
}

/**
 * Does work until it ends, its time is over or the signal aborts, whichever is first; in the last two cases the signal
 * that the work is given aborts too, and whether the work heeds it makes no difference. Leaves no timer behind.
 */
export async function withinTime<T>(
  { clock, limitMs, signal, late }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const own = new AbortController();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (reason: unknown): void => {
    own.abort(reason);
    reject(reason);
  };
  const release = onAbort(signal, stop);
  const cancel = startTimer(clock, limitMs, () => stop(late()));
  try {
    return await Promise.race([stopped, work(own.signal)]);
  } finally {
    release();
    cancel();
  }
}
