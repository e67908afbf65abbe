import { onAbort } from './abort.js';

/**
 * Time as a capability. Wall time (`now`) answers "when", elapsed time (`monotonic`) answers "how long";
 * a deadline is always kept on the latter, because wall time can jump.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonic(): number;
  /**
   * Resolves after `delayMs`. Rejects with the signal's reason as soon as it aborts, and leaves neither a
   * timer nor a listener behind in either case.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The longest delay that a JavaScript timer keeps; a longer one would fire at once. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;

/** The clock of the platform, whose sleeps end when their signal aborts. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const release = onAbort(signal, (reason) => {
        clearTimeout(timer);
        reject(reason);
      });
      const timer = setTimeout(
        () => {
          release();
          resolve();
        },
        Math.min(Math.max(delayMs, 0), MAX_TIMER_MS),
      );
    }),
};
