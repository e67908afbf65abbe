import type { Clock } from '../runtime/clock.js';
import type { Random } from '../runtime/random.js';
import type { QuotaReport } from '../transport/response-headers.js';
import { type TimeLeft, timeLeftOf } from '../transport/send.js';

/** 15 queries in 5 seconds, for each principal (documented as a default, and recorded since 2021). */
const QUERIES = 15;
const WINDOW_MS = 5_000;
/** Queries that are left for other processes of the same principal. */
const RESERVE = 3;
/** Waits end up to this much later, so that many callers do not come back in the same moment. */
const SPREAD_MS = 1_000;

/**
 * Keeps queries within the quota of Azure Resource Graph, which counts by principal in fixed windows. The headers of
 * each answer correct the count, because other processes may use the same principal.
 */
export class GraphQuota {
  readonly #clock: Clock;
  readonly #random: Random;
  #left = QUERIES;
  #windowEndsAt: number;

  constructor({ clock, random }: { readonly clock: Clock; readonly random: Random }) {
    this.#clock = clock;
    this.#random = random;
    this.#windowEndsAt = clock.monotonic() + WINDOW_MS;
  }

  /**
   * Waits for room in the quota and takes one query of it.
   * @returns false where there is no room before the time is over
   * @throws the signal's reason after an abort.
   */
  async take(signal: AbortSignal | undefined, timeLeftMs?: TimeLeft): Promise<boolean> {
    for (;;) {
      const waitMs = this.#windowEndsAt - this.#clock.monotonic();
      if (waitMs <= 0) this.#open(WINDOW_MS);
      if (this.#left > RESERVE) break;
      if (waitMs >= timeLeftOf({ timeLeftMs })) return false;
      await this.#clock.sleep(waitMs + this.#random() * SPREAD_MS, signal);
    }
    this.#left -= 1;
    return true;
  }

  /** Learns from an answer: the count only falls, because queries under way are not in it. */
  learn({ remaining, resetsAfterMs }: QuotaReport): void {
    if (remaining !== null) this.#left = Math.min(this.#left, remaining);
    if (resetsAfterMs !== null) this.#windowEndsAt = this.#clock.monotonic() + resetsAfterMs;
  }

  /** Learns that a query was refused: nothing is left until the pause is over. */
  close(pauseMs: number = WINDOW_MS): void {
    this.#left = 0;
    this.#windowEndsAt = this.#clock.monotonic() + pauseMs;
  }

  #open(windowMs: number): void {
    this.#left = QUERIES;
    this.#windowEndsAt = this.#clock.monotonic() + windowMs;
  }
}
