import type { Compute } from '../domain/compute.js';
import { isTerminal } from '../domain/lifecycle.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { Operation } from '../lro/operation.js';
import { DEFAULT_PACE, nextLookAt, nextLookDelayMs, type Pace } from '../lro/schedule.js';
import { READ_LAG_MS } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import { findListed } from './find-listed.js';
import { type ComputePoll, pollCompute, pollFromList, type WatchedCompute } from './poll-compute.js';
import {
  beginPoll,
  createPolledCompute,
  earliestDeadline,
  type PendingPoll,
  type PolledCompute,
  restartPolls,
  type Waiter,
} from './polled-compute.js';

/** This many polls in a row that fail for a passing reason end the waits on a compute. */
const MAX_FAILURES = 5;
/** Polls that fall due this close together are sent in one round. */
const ALIGN_MS = 1_000;
/** Single polls that are still cheaper than one page of the list. */
const POLLS_PER_PAGE = 2;
/** Requests a second for all polls together: a fifth of what the service allows one principal. */
const REQUESTS_PER_SECOND = 5;

/**
 * Polls the computes of one workspace for all waiters. All waiters on one compute get the same poll, so K waiters cost
 * one request a round. When more than twice as many computes are due as the list has pages, the list is read instead,
 * for all computes, due or not: a round then costs pages, not computes, and all are due together afterwards. A compute
 * that is missing from the list is polled by itself. So is one that has ended while its operation is followed, so that
 * the operation's own error is read.
 */
export class SharedPolls {
  readonly #service: ComputeService;
  readonly #pace: Pace;
  readonly #computes = new Map<string, PolledCompute>();
  readonly #lists = new Set<AbortController>();
  #pages = 1;
  #timer: { readonly dueAt: number; readonly off: AbortController } | null = null;

  constructor(service: ComputeService, pace: Pace = DEFAULT_PACE) {
    this.#service = service;
    this.#pace = pace;
  }

  /**
   * Polls the compute at once, then repeatedly.
   * @returns a function that stops it.
   */
  watch(watched: WatchedCompute, waiter: Waiter): () => void {
    const key = watched.name.toLowerCase();
    const now = this.#now();
    const known = this.#computes.get(key);
    const polled = known ?? createPolledCompute(key, watched, now);
    if (known !== undefined) restartPolls(known, watched, now);
    polled.waiters.add(waiter);
    this.#computes.set(key, polled);
    polled.dueAt = now + this.#gatherMs();
    this.#arm(polled.dueAt);
    return () => this.#leave(polled, waiter);
  }

  #leave(polled: PolledCompute, waiter: Waiter): void {
    if (!polled.waiters.delete(waiter) || polled.waiters.size > 0) return;
    this.#computes.delete(polled.key);
    polled.pending?.controller.abort();
    polled.pending = null;
    if (this.#computes.size > 0) return;
    for (const list of this.#lists) list.abort();
    this.#disarm();
  }

  /** Delays the first poll of a new waiter where so many wait that the list is read, so that they share one list. */
  #gatherMs(): number {
    return this.#computes.size > this.#worthOfList() ? ALIGN_MS : 0;
  }

  /** The number of single polls that cost no more than the list. */
  #worthOfList(): number {
    return POLLS_PER_PAGE * this.#pages;
  }

  /** Sets the one timer to a poll that is due, unless it fires earlier already. */
  #arm(dueAt: number): void {
    if (this.#timer !== null && this.#timer.dueAt <= dueAt) return;
    this.#disarm();
    if (dueAt === Number.POSITIVE_INFINITY) return;
    const off = new AbortController();
    this.#timer = { dueAt, off };
    const delayMs = dueAt - this.#now();
    const slept = delayMs <= 0 ? Promise.resolve() : this.#service.workspace.clock.sleep(delayMs, off.signal);
    slept.then(
      () => off.signal.aborted || this.#startRound(),
      () => {},
    );
  }

  #disarm(): void {
    this.#timer?.off.abort();
    this.#timer = null;
  }

  #startRound(): void {
    this.#timer = null;
    const resting = this.#resting();
    const until = this.#now() + ALIGN_MS;
    const due = resting.filter(({ dueAt }) => dueAt <= until);
    if (due.length > this.#worthOfList()) void this.#pollByList(resting.map(startPoll));
    else for (const polled of due) void this.#pollOne(startPoll(polled), null);
    this.#arm(this.#resting().reduce((least, { dueAt }) => Math.min(least, dueAt), Number.POSITIVE_INFINITY));
  }

  #resting(): PolledCompute[] {
    return [...this.#computes.values()].filter(({ pending }) => pending === null);
  }

  async #pollOne({ polled, pending }: StartedPoll, listed: Compute | null): Promise<void> {
    try {
      const target = { watched: pending.watched, listed };
      this.#deliver(polled, pending, await pollCompute(this.#service, target, pending.controller.signal));
    } catch (error) {
      this.#fail(polled, pending, error);
    }
  }

  async #pollByList(round: readonly StartedPoll[]): Promise<void> {
    const controller = new AbortController();
    this.#lists.add(controller);
    const wanted = new Set(round.map(({ polled }) => polled.key));
    const { found, pages } = await findListed(this.#service, wanted, controller.signal);
    this.#lists.delete(controller);
    if (pages > 0) this.#pages = pages;
    for (const one of round) this.#finishFromList(one, found.get(one.polled.key) ?? null);
  }

  /**
   * The list answers for a compute that is still changing, or that has no operation to follow. The end of an operation
   * is read from the operation; the list's compute is used with it once reads can no longer lag behind the operation.
   */
  #finishFromList(one: StartedPoll, listed: Compute | null): void {
    const { polled, pending } = one;
    const { operation } = pending.watched;
    if (listed !== null && (operation === null || !isTerminal(listed.lifecycle)))
      this.#deliver(polled, pending, pollFromList(pending.watched, listed));
    else void this.#pollOne(one, operation !== null && this.#mayLag(operation) ? null : listed);
  }

  #mayLag({ startedAt }: Operation): boolean {
    return this.#service.workspace.clock.now() - Date.parse(startedAt) < READ_LAG_MS;
  }

  #deliver(polled: PolledCompute, pending: PendingPoll, poll: ComputePoll): void {
    if (polled.pending !== pending) return;
    polled.failures = 0;
    if (polled.watched === pending.watched) polled.watched = poll.watched;
    this.#schedule(polled, poll.retryAfterMs);
    for (const waiter of pending.waiters) if (polled.waiters.has(waiter)) waiter.observe(poll.observation);
    this.#arm(polled.dueAt);
  }

  #fail(polled: PolledCompute, pending: PendingPoll, error: unknown): void {
    if (polled.pending !== pending) return;
    polled.failures += 1;
    const passing = ComputeTargetError.isInstance(error) && error.retryable && polled.failures < MAX_FAILURES;
    this.#schedule(polled, null);
    for (const waiter of pending.waiters) {
      if (!polled.waiters.has(waiter)) continue;
      if (passing) waiter.interrupt(error);
      else waiter.fail(error);
    }
    this.#arm(polled.dueAt);
  }

  #schedule(polled: PolledCompute, hintMs: number | null): void {
    const served = polled.pending?.waiters ?? [];
    const late = [...polled.waiters].some((waiter) => !served.includes(waiter));
    polled.pending = null;
    polled.polls += 1;
    const delayMs = nextLookDelayMs(
      { count: polled.polls, hintMs },
      this.#pace,
      this.#service.workspace.random,
    );
    const slowedMs = Math.max(delayMs, this.#leastDelayMs());
    polled.dueAt = late ? this.#now() : nextLookAt(this.#now(), slowedMs, earliestDeadline(polled));
  }

  /** The shortest delay that keeps all polls together within their requests a second. */
  #leastDelayMs(): number {
    return (Math.min(this.#computes.size, this.#worthOfList()) / REQUESTS_PER_SECOND) * 1_000;
  }

  #now(): number {
    return this.#service.workspace.clock.monotonic();
  }
}

/** A compute with its pending poll. */
interface StartedPoll {
  readonly polled: PolledCompute;
  readonly pending: PendingPoll;
}

function startPoll(polled: PolledCompute): StartedPoll {
  return { polled, pending: beginPoll(polled) };
}
