import type { Clock } from './clock.js';
import { StalledClockError } from './stalled-clock-error.js';

/** How a {@link ManualClock} starts and moves. All durations are milliseconds. */
export interface ManualClockOptions {
  /** The first `now()`, in milliseconds since 1970-01-01 UTC. Default: 2026-01-01T00:00:00Z. */
  readonly startAt?: number;
  /** Every sleep moves time by itself, so that a long wait costs (almost) no real time. Default: false. */
  readonly autoAdvance?: boolean;
  /**
   * Real time that other work gets before `autoAdvance` wakes the next sleeper. The default 0 lets everything that
   * is ready run; raise it when several waiters do real network I/O between their sleeps.
   */
  readonly ioGraceMs?: number;
  /** Real time after which sleepers that no one wakes fail. Default: 4000. `Infinity` waits without end. */
  readonly stallAfterMs?: number;
}

interface Sleeper {
  readonly dueAt: number;
  readonly wake: () => void;
  readonly fail: (reason: unknown) => void;
}

/**
 * A clock that moves only when told to. Sleepers wake in the order in which they are due, each at exactly its own
 * time, and whatever a woken sleeper starts gets to run before the next one wakes.
 */
export class ManualClock implements Clock {
  readonly #startAt: number;
  readonly #autoAdvance: boolean;
  readonly #ioGraceMs: number;
  readonly #stallAfterMs: number;
  #elapsedMs = 0;
  #targetMs = 0;
  #sleepers: Sleeper[] = [];
  #driving = false;
  #stallTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ManualClockOptions = {}) {
    this.#startAt = options.startAt ?? Date.UTC(2026, 0, 1);
    this.#autoAdvance = options.autoAdvance ?? false;
    this.#ioGraceMs = options.ioGraceMs ?? 0;
    this.#stallAfterMs = options.stallAfterMs ?? 4000;
  }

  now(): number {
    return this.#startAt + this.#elapsedMs;
  }

  monotonic(): number {
    return this.#elapsedMs;
  }

  /** How many sleepers wait now. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /**
   * A sleep of `Infinity` ends by an abort only.
   *
   * @throws the signal's reason on abort; {@link StalledClockError} when no one advances the clock; RangeError for NaN.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (Number.isNaN(delayMs))
        return reject(new RangeError('ManualClock.sleep: expected milliseconds, got NaN'));
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = (): void => {
        this.#forget(sleeper);
        reject(signal?.reason);
      };
      const settle = (then: () => void): void => {
        signal?.removeEventListener('abort', onAbort);
        then();
      };
      const sleeper: Sleeper = {
        dueAt: this.#elapsedMs + Math.max(delayMs, 0),
        wake: () => settle(resolve),
        fail: (reason) => settle(() => reject(reason)),
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#enqueue(sleeper);
    });
  }

  /**
   * Moves time forward by `ms` and wakes who is due. With no one asleep the time has moved when the call returns;
   * otherwise when the promise resolves.
   *
   * @throws RangeError when `ms` is negative, not a number or endless.
   */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0 && Number.isFinite(ms)))
      throw new RangeError(`ManualClock.advance: expected milliseconds >= 0, got ${ms}`);
    this.#targetMs = Math.max(this.#targetMs, this.#elapsedMs) + ms;
    const target = this.#targetMs;
    while (this.#wakeNext(target)) await this.#turn();
    this.#elapsedMs = Math.max(this.#elapsedMs, target);
    this.#watchForStall();
  }

  #enqueue(sleeper: Sleeper): void {
    const later = this.#sleepers.findIndex((other) => other.dueAt > sleeper.dueAt);
    this.#sleepers.splice(later === -1 ? this.#sleepers.length : later, 0, sleeper);
    if (this.#autoAdvance) void this.#drive();
    else if (this.#stallTimer === undefined) this.#watchForStall();
  }

  #forget(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    if (this.#sleepers.length === 0) this.#watchForStall();
  }

  #wakeNext(untilMs: number): boolean {
    const next = this.#sleepers[0];
    if (next === undefined || next.dueAt > untilMs) return false;
    this.#elapsedMs = Math.max(this.#elapsedMs, next.dueAt);
    this.#forget(next);
    next.wake();
    return true;
  }

  async #drive(): Promise<void> {
    if (this.#driving) return;
    this.#driving = true;
    do await this.#turn();
    while (this.#wakeNext(Number.MAX_VALUE));
    this.#driving = false;
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#ioGraceMs));
  }

  #watchForStall(): void {
    clearTimeout(this.#stallTimer);
    this.#stallTimer = undefined;
    if (this.#autoAdvance || this.#sleepers.length === 0 || !Number.isFinite(this.#stallAfterMs)) return;
    this.#stallTimer = setTimeout(() => this.#stall(), this.#stallAfterMs);
    this.#stallTimer.unref?.();
  }

  #stall(): void {
    const stalled = this.#sleepers;
    this.#sleepers = [];
    this.#stallTimer = undefined;
    const remainingMs = stalled.map((sleeper) => sleeper.dueAt - this.#elapsedMs);
    for (const sleeper of stalled) sleeper.fail(new StalledClockError(remainingMs, this.#stallAfterMs));
  }
}
