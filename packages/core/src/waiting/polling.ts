import type { Compute } from '../domain/compute.js';
import { isTerminal } from '../domain/lifecycle.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { Operation } from '../lro/operation.js';
import { DEFAULT_PACE, nextLookAt, nextLookDelayMs, type Pace } from '../lro/schedule.js';
import { READ_LAG_MS } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import { findListed } from './find-listed.js';
import { type Look, lookAt, lookFromList, type Subject } from './look.js';
import {
  createWatch,
  earliestDeadline,
  type Flight,
  renewWatch,
  takeOff,
  type Watch,
  type Watcher,
} from './watch.js';

/** A watch is given up after so many looks in a row that failed for a passing reason. */
const MAX_FAILURES = 5;
/** Looks that fall due this close together are made in one round. */
const ALIGN_MS = 1_000;
/** Single looks that are still cheaper than one page of the list. */
const LOOKS_PER_PAGE = 2;
/** What all looks together may ask of the service each second: a fifth of what it gives one principal. */
const REQUESTS_PER_SECOND = 5;

/**
 * Looks at computes of one workspace for all who wait there, and shares the looks. Everyone who waits for one
 * compute gets the same look, so K waiters cost one request a round. As soon as more than twice as many computes are
 * due as the list has pages, the list is read instead, for everyone, due or not: so a round costs pages, not computes,
 * and all are due together from then on. What the list does not show, or shows as ended while its operation is
 * followed, is then looked at by itself, so that the operation's own error is read.
 */
export class Polling {
  readonly #service: ComputeService;
  readonly #pace: Pace;
  readonly #watches = new Map<string, Watch>();
  readonly #lists = new Set<AbortController>();
  #pages = 1;
  #timer: { readonly dueAt: number; readonly off: AbortController } | null = null;

  constructor(service: ComputeService, pace: Pace = DEFAULT_PACE) {
    this.#service = service;
    this.#pace = pace;
  }

  /** Looks at the subject at once, then again and again; returns how to stop. */
  watch(subject: Subject, watcher: Watcher): () => void {
    const key = subject.name.toLowerCase();
    const now = this.#now();
    const known = this.#watches.get(key);
    const watch = known ?? createWatch(key, subject, now);
    if (known !== undefined) renewWatch(known, subject, now);
    watch.watchers.add(watcher);
    this.#watches.set(key, watch);
    watch.dueAt = now + this.#gatherMs();
    this.#arm(watch.dueAt);
    return () => this.#leave(watch, watcher);
  }

  #leave(watch: Watch, watcher: Watcher): void {
    if (!watch.watchers.delete(watcher) || watch.watchers.size > 0) return;
    this.#watches.delete(watch.key);
    watch.flight?.controller.abort();
    watch.flight = null;
    if (this.#watches.size > 0) return;
    for (const list of this.#lists) list.abort();
    this.#disarm();
  }

  /** Where so many wait that a list is read, newcomers wait for each other. */
  #gatherMs(): number {
    return this.#watches.size > this.#worthOfList() ? ALIGN_MS : 0;
  }

  /** Single looks that cost less than the list. */
  #worthOfList(): number {
    return LOOKS_PER_PAGE * this.#pages;
  }

  /** Sets the one timer to a look that is due, unless it rings before that anyway. */
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
    if (due.length > this.#worthOfList()) void this.#lookByList(resting.map(airborne));
    else for (const watch of due) void this.#lookAlone(airborne(watch), null);
    this.#arm(this.#resting().reduce((least, { dueAt }) => Math.min(least, dueAt), Number.POSITIVE_INFINITY));
  }

  #resting(): Watch[] {
    return [...this.#watches.values()].filter(({ flight }) => flight === null);
  }

  async #lookAlone({ watch, flight }: Airborne, listed: Compute | null): Promise<void> {
    try {
      const sighted = { subject: flight.subject, listed };
      this.#land(watch, flight, await lookAt(this.#service, sighted, flight.controller.signal));
    } catch (error) {
      this.#crash(watch, flight, error);
    }
  }

  async #lookByList(round: readonly Airborne[]): Promise<void> {
    const controller = new AbortController();
    this.#lists.add(controller);
    const wanted = new Set(round.map(({ watch }) => watch.key));
    const { found, pages } = await findListed(this.#service, wanted, controller.signal);
    this.#lists.delete(controller);
    if (pages > 0) this.#pages = pages;
    for (const one of round) this.#settle(one, found.get(one.watch.key) ?? null);
  }

  /**
   * What is on its way, or followed by its state alone, is served by the list. The end of an operation is read for
   * itself; where reads cannot lag behind the operation any more, the list's compute is kept for when it has ended.
   */
  #settle(one: Airborne, listed: Compute | null): void {
    const { watch, flight } = one;
    const { operation } = flight.subject;
    if (listed !== null && (operation === null || !isTerminal(listed.lifecycle)))
      this.#land(watch, flight, lookFromList(flight.subject, listed));
    else void this.#lookAlone(one, operation !== null && this.#mayLag(operation) ? null : listed);
  }

  #mayLag({ startedAt }: Operation): boolean {
    return this.#service.workspace.clock.now() - Date.parse(startedAt) < READ_LAG_MS;
  }

  #land(watch: Watch, flight: Flight, look: Look): void {
    if (watch.flight !== flight) return;
    watch.failures = 0;
    if (watch.subject === flight.subject) watch.subject = look.subject;
    this.#schedule(watch, look.retryAfterMs);
    for (const watcher of flight.audience) if (watch.watchers.has(watcher)) watcher.observe(look.observation);
    this.#arm(watch.dueAt);
  }

  #crash(watch: Watch, flight: Flight, error: unknown): void {
    if (watch.flight !== flight) return;
    watch.failures += 1;
    const passing = ComputeTargetError.isInstance(error) && error.retryable && watch.failures < MAX_FAILURES;
    this.#schedule(watch, null);
    for (const watcher of flight.audience) {
      if (!watch.watchers.has(watcher)) continue;
      if (passing) watcher.interrupt(error);
      else watcher.fail(error);
    }
    this.#arm(watch.dueAt);
  }

  #schedule(watch: Watch, hintMs: number | null): void {
    const served = watch.flight?.audience ?? [];
    const late = [...watch.watchers].some((watcher) => !served.includes(watcher));
    watch.flight = null;
    watch.looks += 1;
    const delayMs = nextLookDelayMs(
      { count: watch.looks, hintMs },
      this.#pace,
      this.#service.workspace.random,
    );
    const slowedMs = Math.max(delayMs, this.#leastDelayMs());
    watch.dueAt = late ? this.#now() : nextLookAt(this.#now(), slowedMs, earliestDeadline(watch));
  }

  /** So long that all looks together stay within what they may ask. */
  #leastDelayMs(): number {
    return (Math.min(this.#watches.size, this.#worthOfList()) / REQUESTS_PER_SECOND) * 1_000;
  }

  #now(): number {
    return this.#service.workspace.clock.monotonic();
  }
}

/** A watch whose look is under way. */
interface Airborne {
  readonly watch: Watch;
  readonly flight: Flight;
}

function airborne(watch: Watch): Airborne {
  return { watch, flight: takeOff(watch) };
}
