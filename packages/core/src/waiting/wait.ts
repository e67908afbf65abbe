import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { type Operation, sameOperation } from '../lro/operation.js';
import { type Clock, MAX_TIMER_MS } from '../runtime/clock.js';
import { requireOperation } from '../service/compute-operation.js';
import { READ_LAG_MS } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import { judgeWait, type Verdict, type WaitGoal } from './judge-wait.js';
import { createWatchedCompute, describeObservation, type Observation, readsMayLag } from './poll-compute.js';
import type { SharedPolls } from './shared-polls.js';

/** Attaches have been seen to take up to 100 minutes before they fail (user reports). */
const DEFAULT_WAIT_MS = 2 * 60 * 60_000;
const GOALS: readonly WaitGoal[] = ['attached', 'detached', 'any'];

/** The state of a wait after a poll. */
export interface WaitProgress {
  /** The service's word, `Absent`, or `Interrupted` when the poll itself failed for a passing reason. */
  readonly state: string;
  readonly elapsedMs: number;
  /** Polls so far. */
  readonly looks: number;
}

/** What a wait observed. */
export interface WaitRecord {
  readonly elapsedMs: number;
  readonly looks: number;
  /** How often each state was seen. */
  readonly seen: Readonly<Record<string, number>>;
}

/** What to wait for, and for how long. */
export interface WaitOptions {
  /** Default: `detached` for a detach operation, else `attached`. */
  readonly until?: WaitGoal | undefined;
  /** The operation to follow, as `attach` or `detach` gave it or as it was stored; without it the compute is followed. */
  readonly operation?: Operation | null | undefined;
  /** Milliseconds after which the wait ends as `timed-out`; default 2 hours, at most what a timer keeps (24 days). */
  readonly timeoutMs?: number | undefined;
  /** Called after each poll, also when the state has not changed. */
  readonly onProgress?: ((progress: WaitProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a wait ended. A deadline of ours is not a failure of the service: `timed-out` can be waited for again. */
export type WaitOutcome = WaitRecord &
  (
    | Exclude<Verdict, { kind: 'goes-on' }>
    | { readonly kind: 'timed-out'; readonly lastState: string | null; readonly compute: Compute | null }
  );

/**
 * Waits until a compute is attached or detached; all waits in the workspace share their polls.
 *
 * @throws InvalidInputError, WorkspaceMismatchError, UntrustedUrlError before any request; the typed error of a
 * refusal that time cannot heal; the signal's own reason. No timer, listener or request is left behind.
 */
export async function wait(
  service: ComputeService,
  polls: SharedPolls,
  target: { readonly name: ComputeName } & WaitOptions,
): Promise<WaitOutcome> {
  const { name, onProgress, signal } = target;
  const { clock } = service.workspace;
  const operation = requireOperation(service, name, target.operation ?? null);
  const goal = parseGoal(target.until ?? (operation?.kind === 'detach' ? 'detached' : 'attached'));
  const timeoutMs = parseTimeout(target.timeoutMs ?? DEFAULT_WAIT_MS);
  const record = new WaitRecorder(clock);
  const watched = createWatchedCompute(name, operation);
  for await (const observation of polls.follow(watched, { timeoutMs, signal })) {
    const progress = record.add(observation);
    onProgress?.(progress);
    signal?.throwIfAborted();
    const isFresh = isFreshOperation(operation, { clock, elapsedMs: record.elapsedMs });
    const verdict = judgeWait(goal, withoutForeignEnd(observation, operation), { operation, isFresh });
    if (verdict.kind !== 'goes-on') return { ...verdict, ...record.total() };
  }
  return { kind: 'timed-out', ...record.last, ...record.total() };
}

function parseGoal(goal: WaitGoal): WaitGoal {
  if (GOALS.includes(goal)) return goal;
  throw new InvalidInputError({
    field: 'until',
    rule: `must be one of ${GOALS.join(', ')}`,
    example: 'attached',
  });
}

function parseTimeout(timeoutMs: number): number {
  if (typeof timeoutMs === 'number' && timeoutMs >= 0) return Math.min(timeoutMs, MAX_TIMER_MS);
  throw new InvalidInputError({
    field: 'timeoutMs',
    rule: 'must be milliseconds, 0 or more',
    example: '600000',
  });
}

/** Ignores how the operation of another caller ended: the compute alone counts then. */
function withoutForeignEnd(observation: Observation, operation: Operation | null): Observation {
  if (!('end' in observation) || observation.end === null) return observation;
  const { end } = observation;
  return operation !== null && sameOperation(end.of, operation) ? observation : { ...observation, end: null };
}

/** By both clocks: a handle knows wall time only, and wall time that jumps back must not prolong the wait. */
function isFreshOperation(operation: Operation | null, time: { clock: Clock; elapsedMs: number }): boolean {
  return operation !== null && time.elapsedMs < READ_LAG_MS && readsMayLag(operation, time.clock);
}

/** Counts what one wait observes, from its creation on. */
class WaitRecorder {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #seen = new Map<string, number>();
  #looks = 0;
  #last: { readonly lastState: string | null; readonly compute: Compute | null } = {
    lastState: null,
    compute: null,
  };

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.monotonic();
  }

  get elapsedMs(): number {
    return this.#clock.monotonic() - this.#startedAt;
  }

  /** The state and the compute that the last poll found; an interrupted poll finds nothing. */
  get last(): { readonly lastState: string | null; readonly compute: Compute | null } {
    return this.#last;
  }

  add(observation: Observation): WaitProgress {
    const state = describeObservation(observation);
    this.#looks += 1;
    this.#seen.set(state, (this.#seen.get(state) ?? 0) + 1);
    if (observation.kind !== 'interrupted') {
      this.#last = { lastState: state, compute: observation.kind === 'compute' ? observation.compute : null };
    }
    return { state, elapsedMs: this.elapsedMs, looks: this.#looks };
  }

  total(): WaitRecord {
    return { elapsedMs: this.elapsedMs, looks: this.#looks, seen: Object.fromEntries(this.#seen) };
  }
}
