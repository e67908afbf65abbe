import type { Compute } from '../domain/compute.js';
import { isTerminal } from '../domain/lifecycle.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { DEFAULT_PACE, nextLookAt, nextLookDelayMs, type Pace } from '../lro/schedule.js';
import { listPages } from './list.js';
import { type Look, lookAt, lookFromList, type Subject } from './look.js';
import type { ComputeService } from './service.js';
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

/**
 * Looks at computes of one workspace for all who wait there, and shares the looks. Everyone who waits for one
 * compute gets the same look, so K waiters cost one request a round. A round of N computes lists the workspace as
 * soon as N exceeds twice the pages that the list has, so its cost grows with pages, not with computes; what the list
 * does not show, or shows as ended while its operation is followed, is then looked at by itself, so that the
 * operation's own error is read.
 */
export class Polling {
  readonly #service: ComputeService;
  readonly #pace: Pace;
  readonly #watches = new Map<string, Watch>();
  readonly #lists = new Set<AbortController>();
  #pages = 1;
  #timer: AbortController | null = null;

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
    this.#arm();
    return () => this.#leave(watch, watcher);
  }

  #leave(watch: Watch, watcher: Watcher): void {
    if (!watch.watchers.delete(watcher) || watch.watchers.size > 0) return;
    this.#watches.delete(watch.key);
    watch.flight?.controller.abort();
    if (this.#watches.size === 0) for (const list of this.#lists) list.abort();
    this.#arm();
  }

  /** Sets the one timer to the next look that is due. */
  #arm(): void {
    this.#timer?.abort();
    this.#timer = null;
    const dueAt = Math.min(...this.#resting().map((watch) => watch.dueAt));
    if (dueAt === Number.POSITIVE_INFINITY) return;
    const timer = new AbortController();
    this.#timer = timer;
    const delayMs = dueAt - this.#now();
    const slept =
      delayMs <= 0 ? Promise.resolve() : this.#service.workspace.clock.sleep(delayMs, timer.signal);
    slept.then(
      () => timer.signal.aborted || this.#startRound(),
      () => {},
    );
  }

  #startRound(): void {
    const until = this.#now() + ALIGN_MS;
    const due = this.#resting().filter((watch) => watch.dueAt <= until);
    const round = due.map((watch) => ({ watch, flight: takeOff(watch) }));
    void this.#lookRound(round);
    this.#arm();
  }

  #resting(): Watch[] {
    return [...this.#watches.values()].filter(({ flight }) => flight === null);
  }

  async #lookRound(round: readonly Airborne[]): Promise<void> {
    const single = round.length > LOOKS_PER_PAGE * this.#pages ? await this.#lookByList(round) : round;
    await Promise.all(single.map((airborne) => this.#lookAlone(airborne)));
  }

  async #lookAlone({ watch, flight }: Airborne): Promise<void> {
    try {
      this.#land(watch, flight, await lookAt(this.#service, flight.subject, flight.controller.signal));
    } catch (error) {
      this.#crash(watch, flight, error);
    }
  }

  /**
   * Serves what the list shows, unless the compute has ended and the end of an operation on it is still to be read;
   * returns the rest.
   */
  async #lookByList(round: readonly Airborne[]): Promise<readonly Airborne[]> {
    const listed = await this.#readList(new Set(round.map(({ watch }) => watch.key)));
    return round.filter(({ watch, flight }) => {
      const compute = listed.get(watch.key);
      if (compute === undefined) return true;
      if (flight.subject.operation !== null && isTerminal(compute.lifecycle)) return true;
      this.#land(watch, flight, lookFromList(flight.subject, compute));
      return false;
    });
  }

  /** The wanted computes by name. A list that fails shows nothing: single looks then tell why. */
  async #readList(wanted: ReadonlySet<string>): Promise<Map<string, Compute>> {
    const controller = new AbortController();
    this.#lists.add(controller);
    const found = new Map<string, Compute>();
    let pages = 0;
    try {
      for await (const page of listPages(this.#service, controller.signal)) {
        pages += 1;
        for (const entry of page) {
          const key = entry.kind === 'kubernetes' ? entry.compute.name.toLowerCase() : '';
          if (entry.kind === 'kubernetes' && wanted.has(key)) found.set(key, entry.compute);
        }
        this.#pages = Math.max(1, pages);
        if (found.size === wanted.size) break;
      }
    } catch {
      found.clear();
    } finally {
      this.#lists.delete(controller);
    }
    return found;
  }

  #land(watch: Watch, flight: Flight, look: Look): void {
    if (watch.flight !== flight) return;
    watch.failures = 0;
    if (watch.subject === flight.subject) watch.subject = look.subject;
    this.#schedule(watch, look.retryAfterMs);
    for (const watcher of flight.audience) if (watch.watchers.has(watcher)) watcher.observe(look.observation);
    this.#arm();
  }

  #crash(watch: Watch, flight: Flight, error: unknown): void {
    if (watch.flight !== flight) return;
    watch.failures += 1;
    const passing = ComputeTargetError.isInstance(error) && error.retryable && watch.failures < MAX_FAILURES;
    this.#schedule(watch, null);
    for (const watcher of passing ? flight.audience : watch.watchers) {
      if (!watch.watchers.has(watcher)) continue;
      if (passing) watcher.interrupt(error);
      else watcher.fail(error);
    }
    this.#arm();
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
    watch.dueAt = late ? this.#now() : nextLookAt(this.#now(), delayMs, earliestDeadline(watch));
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
