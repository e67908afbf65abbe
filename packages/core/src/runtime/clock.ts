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
      const timer = setTimeout(() => {
        release();
        resolve();
      }, timerDelay(delayMs));
    }),
};

function timerDelay(delayMs: number): number {
  return Math.min(Math.max(delayMs, 0), MAX_TIMER_MS);
}

/** Given because a signal that aborts without a reason makes an error of its own, stack and all. */
const CANCELED = 'canceled';

/**
 * Calls `run` once after `delayMs` on a clock. Where that sleeps as the platform does, the platform's timer alone is
 * used. A sleep that is given up costs a signal, an event and a rejection more, for each request.
 *
 * @returns a function that stops the timer, which leaves nothing behind.
 */
export function startTimer(clock: Clock, delayMs: number, run: () => void): () => void {
  if (clock.sleep === systemClock.sleep) {
    const timer = setTimeout(run, timerDelay(delayMs));
    return () => clearTimeout(timer);
  }
  const off = new AbortController();
  clock.sleep(delayMs, off.signal).then(
    () => off.signal.aborted || run(),
    () => {},
  );
  return () => off.abort(CANCELED);
}
