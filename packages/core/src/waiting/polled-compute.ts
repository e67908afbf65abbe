import { ComputeTargetError } from '../errors/compute-target-error.js';
import { abortable } from '../runtime/abort.js';
import type { ComputePoll, Observation, WatchedCompute } from './poll-compute.js';

/** This many polls in a row that fail for a passing reason end the waits on a compute. */
const MAX_FAILURES = 5;

/** A poll under way. It is for those who waited when it began: no waiter receives a result requested before it joined. */
export interface PendingPoll {
  readonly polled: PolledCompute;
  readonly watched: WatchedCompute;
  readonly waiters: ReadonlySet<Waiter>;
  readonly controller: AbortController;
}

/** One compute that is polled: its waiters, its pending poll, and when the next one is due. */
export class PolledCompute {
  /** When the next poll is due, on the monotonic clock. */
  dueAt = 0;
  #watched: WatchedCompute;
  readonly #waiters = new Set<Waiter>();
  #pending: PendingPoll | null = null;
  #polls = 0;
  #failures = 0;

  constructor(watched: WatchedCompute) {
    this.#watched = watched;
  }

  get isPending(): boolean {
    return this.#pending !== null;
  }

  /** Polls since the last waiter joined: the pace slows down with them. */
  get polls(): number {
    return this.#polls;
  }

  /** In monotonic milliseconds. */
  get earliestDeadline(): number {
    return Math.min(...[...this.#waiters].map(({ deadlineAt }) => deadlineAt));
  }

  /** Adds a waiter. From now on the operation that it knows is followed, if it knows one. */
  join(waiter: Waiter, watched: WatchedCompute): void {
    if (watched.operation !== null) this.#watched = watched;
    this.#waiters.add(waiter);
    this.#polls = 0;
    this.#failures = 0;
  }

  /** Removes a waiter; stops the pending poll and returns true when it was the last one. */
  leave(waiter: Waiter): boolean {
    this.#waiters.delete(waiter);
    if (this.#waiters.size > 0) return false;
    this.#pending?.controller.abort();
    this.#pending = null;
    return true;
  }

  /** Begins a poll for the present waiters. */
  begin(): PendingPoll {
    const waiters = new Set(this.#waiters);
    this.#pending = { polled: this, watched: this.#watched, waiters, controller: new AbortController() };
    return this.#pending;
  }

  /** Gives a result to those who waited for it; returns false when the poll was stopped meanwhile. */
  deliver(pending: PendingPoll, { observation, watched }: ComputePoll): boolean {
    if (!this.#end(pending)) return false;
    this.#failures = 0;
    if (this.#watched === pending.watched) this.#watched = watched;
    for (const waiter of pending.waiters) waiter.observe(observation);
    return true;
  }

  /**
   * Interrupts the waits with a failure that may pass, and ends them with one that does not; returns false when the
   * poll was stopped meanwhile.
   */
  fail(pending: PendingPoll, error: unknown): boolean {
    if (!this.#end(pending)) return false;
    this.#failures += 1;
    const mayPass = ComputeTargetError.isInstance(error) && error.retryable && this.#failures < MAX_FAILURES;
    for (const waiter of pending.waiters) {
      if (mayPass) waiter.observe({ kind: 'interrupted' });
      else waiter.fail(error);
    }
    return true;
  }

  /** Tells whether a waiter joined after the poll began. */
  joinedDuring({ waiters }: PendingPoll): boolean {
    return [...this.#waiters].some((waiter) => !waiters.has(waiter));
  }

  #end(pending: PendingPoll): boolean {
    if (this.#pending !== pending) return false;
    this.#pending = null;
    this.#polls += 1;
    return true;
  }
}

/** One reader of the polls of a compute. It keeps the newest result until that is read. */
export class Waiter {
  /** Reading of the monotonic clock, milliseconds. */
  readonly deadlineAt: number;
  #unread: Observation | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isExpired = false;
  #wake: () => void = () => {};

  constructor(deadlineAt: number) {
    this.deadlineAt = deadlineAt;
  }

  /** Takes the result of a poll. One that does not tell about the compute never replaces an unread one that does. */
  observe(observation: Observation): void {
    if (this.#isExpired) return;
    if (this.#unread === null || readsCompute(observation)) this.#unread = observation;
    this.#wake();
  }

  /** Ends the reading with an error. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.#wake();
  }

  /** Ends the reading, because its time is over. */
  expire(): void {
    this.#isExpired = true;
    this.#wake();
  }

  /**
   * Waits for the next result; gives null once the time is over.
   * @throws the error that polls ended with; the signal's reason.
   */
  async next(signal: AbortSignal | undefined): Promise<Observation | null> {
    for (;;) {
      signal?.throwIfAborted();
      if (this.#failure !== null) throw this.#failure.error;
      const observation = this.#unread;
      this.#unread = null;
      if (observation !== null || this.#isExpired) return observation;
      await abortable(this.#change(), signal);
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function readsCompute({ kind }: Observation): boolean {
  return kind === 'compute' || kind === 'absent';
}
