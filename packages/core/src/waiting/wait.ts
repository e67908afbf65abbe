import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { type Operation, sameOperation } from '../lro/operation.js';
import { MAX_TIMER_MS } from '../runtime/clock.js';
import { requireOperation } from '../service/compute-operation.js';
import { READ_LAG_MS } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import { judgeWait, type Verdict, type WaitGoal } from './judge-wait.js';
import { describeObservation, type Observation } from './observation.js';
import { createWatchedCompute } from './poll-compute.js';
import type { Waiter } from './polled-compute.js';
import type { SharedPolls } from './shared-polls.js';

/** Attaches have been seen to take up to 100 minutes before they fail (user reports). */
const DEFAULT_WAIT_MS = 2 * 60 * 60_000;
const GOALS: readonly WaitGoal[] = ['attached', 'detached', 'any'];

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
  const { name } = target;
  const operation = requireOperation(service, name, target.operation ?? null);
  const goal = parseGoal(target.until ?? (operation?.kind === 'detach' ? 'detached' : 'attached'));
  const timeoutMs = parseTimeout(target.timeoutMs ?? DEFAULT_WAIT_MS);
  target.signal?.throwIfAborted();
  return new Wait({ service, polls, name, operation, goal, timeoutMs, options: target }).run();
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

interface WaitParts {
  readonly service: ComputeService;
  readonly polls: SharedPolls;
  readonly name: ComputeName;
  readonly operation: Operation | null;
  readonly goal: WaitGoal;
  readonly timeoutMs: number;
  readonly options: WaitOptions;
}

/** Ignores how the operation of another caller ended: the compute alone counts then. */
function withoutForeignEnd(observation: Observation, operation: Operation | null): Observation {
  if (observation.kind === 'running' || observation.end === null) return observation;
  const { end } = observation;
  return operation !== null && sameOperation(end.of, operation) ? observation : { ...observation, end: null };
}

/** One wait: follows the polls, decides what each one means, and cleans up however it ends. */
class Wait {
  readonly #parts: WaitParts;
  readonly #startedAt: number;
  readonly #seen = new Map<string, number>();
  #looks = 0;
  #last: { readonly state: string; readonly compute: Compute | null } | null = null;

  constructor(parts: WaitParts) {
    this.#parts = parts;
    this.#startedAt = parts.service.workspace.clock.monotonic();
  }

  async run(): Promise<WaitOutcome> {
    const { service, polls, name, operation, timeoutMs, options } = this.#parts;
    const { signal } = options;
    const { promise, resolve, reject } = Promise.withResolvers<WaitOutcome>();
    const deadline = new AbortController();
    const onAbort = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    service.workspace.clock.sleep(timeoutMs, deadline.signal).then(
      () => resolve(this.#timedOut()),
      () => {},
    );
    const stop = polls.watch(createWatchedCompute(name, operation), this.#waiter(resolve, reject));
    try {
      return await promise;
    } finally {
      stop();
      deadline.abort();
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #waiter(resolve: (outcome: WaitOutcome) => void, reject: (reason: unknown) => void): Waiter {
    /** A listener that throws ends its own wait, and no other. */
    const guarded = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        reject(error);
      }
    };
    return {
      deadlineAt: this.#startedAt + this.#parts.timeoutMs,
      observe: (observation) =>
        guarded(() => {
          const outcome = this.#take(observation);
          if (outcome !== null) resolve(outcome);
        }),
      interrupt: () => guarded(() => this.#report('Interrupted')),
      fail: reject,
    };
  }

  #take(observation: Observation): WaitOutcome | null {
    const state = describeObservation(observation);
    this.#last = { state, compute: observation.kind === 'compute' ? observation.compute : null };
    this.#report(state);
    const { operation, goal } = this.#parts;
    const verdict = judgeWait(goal, withoutForeignEnd(observation, operation), {
      operation,
      isFresh: this.#isFresh(),
    });
    return verdict.kind === 'goes-on' ? null : { ...verdict, ...this.#record() };
  }

  /** By both clocks: a handle knows wall time only, and wall time that jumps back must not prolong the wait. */
  #isFresh(): boolean {
    const { operation, service } = this.#parts;
    if (operation === null || this.#record().elapsedMs >= READ_LAG_MS) return false;
    return service.workspace.clock.now() - Date.parse(operation.startedAt) < READ_LAG_MS;
  }

  #report(state: string): void {
    this.#looks += 1;
    this.#seen.set(state, (this.#seen.get(state) ?? 0) + 1);
    const { elapsedMs, looks } = this.#record();
    this.#parts.options.onProgress?.({ state, elapsedMs, looks });
  }

  #record(): WaitRecord {
    const elapsedMs = this.#parts.service.workspace.clock.monotonic() - this.#startedAt;
    return { elapsedMs, looks: this.#looks, seen: Object.fromEntries(this.#seen) };
  }

  #timedOut(): WaitOutcome {
    const { state = null, compute = null } = this.#last ?? {};
    return { kind: 'timed-out', lastState: state, compute, ...this.#record() };
  }
}
