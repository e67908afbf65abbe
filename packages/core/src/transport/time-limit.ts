import type { Clock } from '../runtime/clock.js';

/** Bounds of some work. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Ends the work early, with its reason. */
  readonly signal: AbortSignal;
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
  const limit = new AbortController();
  const timer = new AbortController();
  const over = clock.sleep(limitMs, AbortSignal.any([signal, timer.signal])).then(() => {
    const error = late();
    limit.abort(error);
    throw error;
  });
  over.catch(() => {});
  try {
    return await Promise.race([over, work(AbortSignal.any([signal, limit.signal]))]);
  } finally {
    timer.abort();
  }
}
