import type { Clock } from './clock.js';
import { ManualClock } from './manual-clock.js';

/** The time that the service goes by. */
export class ServiceTime {
  readonly #clock: Clock;
  #aheadMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds since 1970-01-01 UTC. */
  now(): number {
    return this.#clock.now() + this.#aheadMs;
  }

  /** Waits on the clock. @throws the signal's reason on abort */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return this.#clock.sleep(delayMs, signal);
  }

  /**
   * Moves time forward by `ms`: that of the {@link ManualClock}, with everyone who sleeps on it, or else only the
   * service's own, which then runs ahead of its clock.
   */
  async advance(ms: number): Promise<void> {
    if (this.#clock instanceof ManualClock) return this.#clock.advance(ms);
    if (!(ms >= 0 && Number.isFinite(ms)))
      throw new RangeError(`advance: expected milliseconds >= 0, got ${ms}`);
    this.#aheadMs += ms;
  }
}
