import type { RemainingRequests } from './remaining-requests.js';

/** Requests that a bucket holds, and how many come back each second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Left in the service's bucket while ours is full: ours is kept a little smaller. */
const MARGIN = 10;
/** Below this share of the bucket requests are spaced, the more the less is left. */
const SPACED_BELOW = 1 / 3;
/** At this share and below it they are spaced the most. */
const SLOWEST_AT = 1 / 12;
/** The slowest pace, as a share of the rate: about one request a second. */
const SLOWEST = 1 / 24;
/** All callers of the subscription slow down below this share of the most that was left to them. */
const ALL_SCARCE = 0.05;
/** Pace while the bucket of all callers is nearly empty. */
const ALL_PACE = 0.5;
/** The least rate that refusals leave, as a share of the allowance. */
const LEAST_RATE = 1 / 8;
/** What comes back of the rate in each second without a refusal, as a share of the allowance. */
const RECOVERY_PER_SECOND = 0.05;

/**
 * What one process believes to be left in a token bucket of Azure Resource Manager, which other processes of the same
 * principal may use, too. It is counted from our own requests, and lowered to what answers report. A report never raises
 * it, because the next one may come from another region. All times are milliseconds of the monotonic clock.
 */
export class BucketEstimate {
  readonly #allowance: Allowance;
  #capacity: number;
  #rate: number;
  #tokens: number;
  #countedAt: number;
  /** Whether any answer has told what is left. Without reports the allowance is all that is known. */
  #isReported = false;
  #largestAll = 0;
  #isScarceForAll = false;

  constructor(allowance: Allowance, nowMs: number) {
    this.#allowance = allowance;
    this.#capacity = allowance.burst;
    this.#rate = allowance.perSecond;
    this.#tokens = allowance.burst;
    this.#countedAt = nowMs;
  }

  get isReported(): boolean {
    return this.#isReported;
  }

  /** Requests that may be sent; less than one means that the next has to wait. */
  tokensAt(nowMs: number): number {
    const seconds = Math.max(0, nowMs - this.#countedAt) / 1_000;
    const { perSecond } = this.#allowance;
    this.#tokens = Math.min(this.#capacity, this.#tokens + seconds * this.#rate);
    this.#rate = Math.min(perSecond, this.#rate + seconds * perSecond * RECOVERY_PER_SECOND);
    this.#countedAt = nowMs;
    return this.#tokens;
  }

  take(nowMs: number): void {
    this.#tokens = this.tokensAt(nowMs) - 1;
  }

  /** Takes note that a request was not sent after all. */
  giveBack(): void {
    this.#tokens += 1;
  }

  /** Milliseconds until there is a token; 0 when there is one. */
  tokenDueInMs(nowMs: number): number {
    return Math.max(0, (1 - this.tokensAt(nowMs)) / this.#rate) * 1_000;
  }

  /** Learns what is left after an answer, while so many other requests of this process are still under way. */
  learn({ own, all }: RemainingRequests, underWay: number, nowMs: number): void {
    if (all !== null) {
      this.#largestAll = Math.max(this.#largestAll, all);
      this.#isScarceForAll = all < ALL_SCARCE * this.#largestAll;
    }
    if (own === null) return;
    this.#isReported = true;
    this.#capacity = Math.max(this.#capacity, own - MARGIN);
    const left = Math.min(own, all ?? own) - underWay;
    this.#tokens = Math.max(0, Math.min(this.tokensAt(nowMs), left));
  }

  /** Learns that a request was refused: nothing is left, and the rate was too high. */
  refuse(nowMs: number): void {
    this.tokensAt(nowMs);
    this.#tokens = 0;
    this.#rate = Math.max(this.#rate / 2, this.#allowance.perSecond * LEAST_RATE);
  }

  /**
   * The least pause between two requests. It grows as the bucket empties, so that processes which do not know each other
   * come to share what comes back, instead of emptying the bucket.
   */
  spacingMs(nowMs: number): number {
    if (!this.#isReported) return 0;
    const share = this.tokensAt(nowMs) / this.#capacity;
    const fullness = Math.max(0, (share - SLOWEST_AT) / (SPACED_BELOW - SLOWEST_AT));
    if (fullness >= 1 && !this.#isScarceForAll) return 0;
    const pace = Math.max(SLOWEST, Math.min(1, fullness) ** 2 * (this.#isScarceForAll ? ALL_PACE : 1));
    return 1_000 / (this.#rate * pace);
  }
}
