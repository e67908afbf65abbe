import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { isTerminal } from '../domain/lifecycle.js';
import { DEFAULT_PACE, nextLookAt, nextLookDelayMs, type Pace } from '../lro/schedule.js';
import { startTimer } from '../runtime/clock.js';
import type { ComputeService } from '../service/service.js';
import {
  createWatchedCompute,
  findListed,
  type Observation,
  pollCompute,
  pollFromList,
  readsMayLag,
  type WatchedCompute,
} from './poll-compute.js';
import { type PendingPoll, PolledCompute, Waiter } from './polled-compute.js';
import { type PollingLoad, pollingLoadOf } from './polling-load.js';

/** Polls that fall due this close together are sent in one round. */
const ALIGN_MS = 1_000;
/** Single polls that are still cheaper than one page of the list. */
const POLLS_PER_PAGE = 2;

/** How long polls are followed. */
export interface FollowBounds {
  /** Milliseconds; infinite: until the reader stops. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Polls the computes of one workspace for all waiters. All waiters on one compute get the same poll, so K waiters cost
 * one request a round. When more than twice as many computes are due as the list has pages, the list is read instead,
 * for all computes, due or not. A round then costs pages, not computes, and all are due together afterwards. A compute
 * that is missing from the list is polled by itself. So is one that has ended while its operation is followed, so that
 * the operation's own error is read. All workspaces of one subscription that are reached by one transport keep to one pace.
 */
export class SharedPolls {
  readonly #service: ComputeService;
  readonly #pace: Pace;
  readonly #load: PollingLoad;
  /** By name, in lower case. */
  readonly #computes = new Map<string, PolledCompute>();
  readonly #lists = new Set<AbortController>();
  #pages = 1;
  #timer: { readonly dueAt: number; readonly off: AbortController } | null = null;

  constructor(service: ComputeService, pace: Pace = DEFAULT_PACE) {
    this.#service = service;
    this.#pace = pace;
    this.#load = pollingLoadOf(service.workspace);
  }

  /**
   * Polls a compute at once, then repeatedly, and gives the newest result whenever there is one, until the time is over.
   * @throws the typed error of a refusal that time cannot heal, or of too many passing ones in a row; the signal's reason.
   */
  async *follow(
    watched: WatchedCompute,
    { timeoutMs, signal }: FollowBounds,
  ): AsyncGenerator<Observation, void> {
    signal?.throwIfAborted();
    const waiter = new Waiter(this.#now() + timeoutMs);
    const stop = this.#expireAfter(timeoutMs, waiter);
    this.#join(waiter, watched);
    try {
      for (let found = await waiter.next(signal); found !== null; found = await waiter.next(signal))
        yield found;
    } finally {
      this.#leave(waiter, watched);
      stop();
    }
  }

  /** Returns a function that stops the timer; an infinite time needs none. */
  #expireAfter(timeoutMs: number, waiter: Waiter): () => void {
    if (timeoutMs === Number.POSITIVE_INFINITY) return () => {};
    return startTimer(this.#service.workspace.clock, timeoutMs, () => waiter.expire());
  }

  #join(waiter: Waiter, watched: WatchedCompute): void {
    const key = keyOf(watched);
    const polled = this.#computes.get(key) ?? new PolledCompute(watched);
    polled.join(waiter, watched);
    this.#computes.set(key, polled);
    this.#noteLoad();
    polled.dueAt = this.#now() + this.#gatherMs();
    this.#arm(polled.dueAt);
  }

  #leave(waiter: Waiter, watched: WatchedCompute): void {
    const key = keyOf(watched);
    if (!this.#computes.get(key)?.leave(waiter)) return;
    this.#computes.delete(key);
    this.#noteLoad();
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
    const until = this.#now() + ALIGN_MS;
    const resting = this.#resting();
    const due = resting.filter(({ dueAt }) => dueAt <= until);
    if (due.length > this.#worthOfList()) void this.#pollByList(resting);
    else for (const polled of due) void this.#pollOne(polled.begin(), null);
    this.#arm(this.#resting().reduce((least, { dueAt }) => Math.min(least, dueAt), Number.POSITIVE_INFINITY));
  }

  #resting(): PolledCompute[] {
    return [...this.#computes.values()].filter(({ isPending }) => !isPending);
  }

  async #pollOne(pending: PendingPoll, listed: Compute | null): Promise<void> {
    const { polled, watched, controller } = pending;
    try {
      const poll = await pollCompute(this.#service, { watched, listed }, controller.signal);
      if (polled.deliver(pending, poll)) this.#scheduleNext(pending, poll.retryAfterMs);
    } catch (error) {
      if (polled.fail(pending, error)) this.#scheduleNext(pending, null);
    }
  }

  async #pollByList(computes: readonly PolledCompute[]): Promise<void> {
    const round = computes.map((polled) => polled.begin());
    const controller = new AbortController();
    this.#lists.add(controller);
    const wanted = new Set(round.map(({ watched }) => keyOf(watched)));
    const { found, pages } = await findListed(this.#service, wanted, controller.signal);
    this.#lists.delete(controller);
    if (pages > 0) this.#pages = pages;
    this.#noteLoad();
    for (const pending of round) this.#finishFromList(pending, found.get(keyOf(pending.watched)) ?? null);
  }

  /**
   * The list answers for a compute that is still changing, or that has no operation to follow. The end of an operation
   * is read from the operation; the list's compute is used with it once reads can no longer lag behind the operation.
   */
  #finishFromList(pending: PendingPoll, listed: Compute | null): void {
    const { polled, watched } = pending;
    const { operation } = watched;
    if (listed !== null && (operation === null || !isTerminal(listed.lifecycle))) {
      if (polled.deliver(pending, pollFromList(watched, listed))) this.#scheduleNext(pending, null);
      return;
    }
    const isStale = operation !== null && readsMayLag(operation, this.#service.workspace.clock);
    void this.#pollOne(pending, isStale ? null : listed);
  }

  #scheduleNext(pending: PendingPoll, hintMs: number | null): void {
    const { polled } = pending;
    const { random } = this.#service.workspace;
    const now = this.#now();
    const delayMs = nextLookDelayMs({ count: polled.polls, hintMs }, this.#pace, random);
    const slowedMs = Math.max(delayMs, this.#load.leastDelayMs);
    polled.dueAt = polled.joinedDuring(pending) ? now : nextLookAt(now, slowedMs, polled.earliestDeadline);
    this.#arm(polled.dueAt);
  }

  /** A round costs a request a compute, or the pages of the list where those are fewer. */
  #noteLoad(): void {
    this.#load.note(this, Math.min(this.#computes.size, this.#worthOfList()));
  }

  #now(): number {
    return this.#service.workspace.clock.monotonic();
  }
}

function keyOf({ name }: WatchedCompute): string {
  return name.toLowerCase();
}

interface Watched {
  readonly name: ComputeName;
  readonly signal: AbortSignal | undefined;
}

/**
 * Polls a compute for as long as this is iterated, and gives what each poll found: the compute, or null when it is
 * absent. All waits in the workspace share their polls. A slow reader gets the newest result only. Polls that read only
 * the operation of a wait give nothing.
 *
 * @throws the typed error of a refusal that time cannot heal, or of too many
 * passing ones in a row; the signal's own reason.
 */
export async function* watchCompute(
  polls: SharedPolls,
  { name, signal }: Watched,
): AsyncGenerator<Compute | null> {
  const bounds = { timeoutMs: Number.POSITIVE_INFINITY, signal };
  for await (const observation of polls.follow(createWatchedCompute(name, null), bounds)) {
    if (observation.kind === 'compute') yield observation.compute;
    if (observation.kind === 'absent') yield null;
  }
}
