import { abortable } from '../../runtime/abort.js';
import { type Clock, startTimer } from '../../runtime/clock.js';
import type { Random } from '../../runtime/random.js';
import { retryAfterMs } from '../response-headers.js';
import type { TransportAnswer } from '../transport.js';
import { type Allowance, BucketEstimate } from './bucket-estimate.js';
import { isBucketEmpty, type RemainingRequests } from './remaining-requests.js';

/** Requests that are sent before the first answer tells what is left. */
const FIRST_WINDOW = 8;
/** At most this share of what is left is under way at once, because others may send as much in the same moment. */
const WINDOW_SHARE = 1 / 8;
/** While answers are this late, one more request is sent, so that a lost answer does not hold up the others. */
const PATIENCE_MS = 1_000;
/** After so long without a request, what is left has to be found out again. */
const FORGET_MS = 5_000;
/** A refusal without a time is obeyed for so long. */
const DEFAULT_PAUSE_MS = 1_000;
/** Shorter delays are errors of rounding. */
const LEAST_DELAY_MS = 0.001;
/** A closed gate opens up to this share later, so that processes do not come back in the same moment. */
const GATE_SPREAD = 0.2;

/** What a bucket stands on. */
export interface BucketRuntime {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * The line in front of one token bucket of Azure Resource Manager: first come, first served. A request leaves it when
 * the estimate has a token, the pace allows it, not too many are under way, and no refusal closes the gate.
 */
export class RequestBucket {
  readonly #estimate: BucketEstimate;
  readonly #clock: Clock;
  readonly #random: Random;
  /** Who waits, in order: each is called when it may send. */
  readonly #line = new Set<() => void>();
  #timer: { readonly dueAt: number; readonly stop: () => void } | null = null;
  #underWay = 0;
  #isAnswered = false;
  #window = FIRST_WINDOW;
  #sentAt = Number.NEGATIVE_INFINITY;
  #closedUntil = Number.NEGATIVE_INFINITY;

  constructor(allowance: Allowance, { clock, random }: BucketRuntime) {
    this.#estimate = new BucketEstimate(allowance, clock.monotonic());
    this.#clock = clock;
    this.#random = random;
  }

  /** Waits for the turn of a request. @throws the signal's reason after an abort, which leaves the line. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    let admit = (): void => {};
    const turn = new Promise<void>((resolve) => {
      admit = resolve;
    });
    this.#forgetWindow();
    this.#line.add(admit);
    if (this.#line.size === 1) this.#advance();
    try {
      await abortable(turn, signal);
    } catch (reason) {
      if (!this.#line.delete(admit)) this.#giveBack();
      this.#advance();
      throw reason;
    }
  }

  /** How long a refusal still keeps the gate closed, in milliseconds; 0 where it is open. */
  get closedForMs(): number {
    return Math.max(this.#closedUntil - this.#clock.monotonic(), 0);
  }

  /** Learns from the answer to a request that had its turn. */
  answered(answer: TransportAnswer, remaining: RemainingRequests): void {
    const now = this.#clock.monotonic();
    this.#underWay -= 1;
    this.#isAnswered = true;
    this.#estimate.learn(remaining, this.#underWay, now);
    if (isBucketEmpty(answer, remaining)) this.#close(answer, now);
    else this.#window += 1;
    this.#advance();
  }

  /** Takes note that a request which had its turn got no answer. */
  lost(): void {
    this.#underWay -= 1;
    this.#advance();
  }

  #close({ headers }: TransportAnswer, now: number): void {
    this.#estimate.refuse(now);
    this.#window = 1;
    const pauseMs = retryAfterMs(headers, this.#clock.now()) ?? DEFAULT_PAUSE_MS;
    const until = now + pauseMs * (1 + GATE_SPREAD * this.#random());
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  #leave(): void {
    const now = this.#clock.monotonic();
    this.#estimate.take(now);
    this.#sentAt = now;
    this.#underWay += 1;
  }

  /** A request had its turn, and was aborted in the same moment. */
  #giveBack(): void {
    this.#underWay -= 1;
    this.#estimate.giveBack();
  }

  #forgetWindow(): void {
    const idleMs = this.#clock.monotonic() - this.#sentAt;
    if (this.#underWay === 0 && idleMs > FORGET_MS) this.#window = FIRST_WINDOW;
  }

  /** Lets those go whose turn it is, and sets the timer for the next one. */
  #advance(): void {
    for (const admit of this.#line) {
      const delayMs = this.#delayMs();
      if (delayMs > 0) {
        this.#arm(delayMs);
        return;
      }
      this.#line.delete(admit);
      this.#leave();
      admit();
    }
    this.#disarm();
  }

  /** Milliseconds until the next request may be sent, as far as it is known now. */
  #delayMs(): number {
    const now = this.#clock.monotonic();
    const gateMs = this.#closedUntil - now;
    const paceMs = this.#sentAt + this.#estimate.spacingMs(now) - now;
    const windowMs = this.#underWay < this.#windowAt(now) ? 0 : this.#sentAt + PATIENCE_MS - now;
    const delayMs = Math.max(gateMs, paceMs, windowMs, this.#estimate.tokenDueInMs(now));
    return delayMs < LEAST_DELAY_MS ? 0 : delayMs;
  }

  /** How many may be under way. A service that reports nothing has no such limit once it has answered. */
  #windowAt(now: number): number {
    if (this.#estimate.isReported)
      return Math.max(1, Math.min(this.#window, this.#estimate.tokensAt(now) * WINDOW_SHARE));
    return this.#isAnswered ? Number.POSITIVE_INFINITY : FIRST_WINDOW;
  }

  #arm(delayMs: number): void {
    const dueAt = this.#clock.monotonic() + delayMs;
    if (this.#timer?.dueAt === dueAt) return;
    this.#disarm();
    const stop = startTimer(this.#clock, delayMs, () => {
      this.#timer = null;
      this.#advance();
    });
    this.#timer = { dueAt, stop };
  }

  #disarm(): void {
    this.#timer?.stop();
    this.#timer = null;
  }
}
