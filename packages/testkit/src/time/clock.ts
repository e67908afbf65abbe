/**
 * Time as a capability. The shape is structural on purpose: anything that has these three members fits, whichever library
 * declared it.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonic(): number;
  /**
   * Resolves after `delayMs`. Rejects with the signal's reason as soon as it aborts; in either case neither a timer
   * nor a listener is left behind.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}
