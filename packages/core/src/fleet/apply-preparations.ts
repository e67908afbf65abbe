import type { PrepareTargetInput } from '../domain/preparing/prepare-target.js';
import type { InClusterUse, StepId } from '../domain/preparing/step.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { ConflictError } from '../errors/conflict-error.js';
import type { PreparationOutcome } from '../preparing/preparation-outcome.js';
import type { PrepareOptions } from '../preparing/prepare.js';
import type { PreparationStep } from '../preparing/steps/preparation-step.js';
import { mapLimited } from '../service/map-limited.js';
import type { ChangeOutcome } from './apply-change.js';
import { type FleetPreparation, isPrepared } from './plan-preparations.js';

/** The call of a client that prepares a cluster. */
export type PrepareCall = (
  target: PrepareTargetInput,
  options?: PrepareOptions,
) => Promise<PreparationOutcome>;

/** How one preparation ended. */
export type PreparationEnd =
  | { readonly kind: PreparationOutcome['kind']; readonly steps: readonly PreparationStep[] }
  /** Nothing more was sent, for this reason. */
  | { readonly kind: 'refused'; readonly error: ComputeTargetError };

/** What preparations are carried out with. */
export interface PreparationRunner {
  readonly prepare: (preparation: FleetPreparation) => PrepareCall;
  readonly concurrency: number;
  readonly inCluster: InClusterUse | undefined;
  readonly maxWaitMs: number | undefined;
  readonly signal: AbortSignal;
  readonly onStart: (preparation: FleetPreparation) => void;
  readonly onEnd: (preparation: FleetPreparation, end: PreparationEnd) => void;
}

type PlannedPreparation = Extract<FleetPreparation, { kind: 'planned' }>;

/**
 * Carries out the preparations that have something to do: clusters side by side, what is asked of one cluster one after the
 * other. Returns how computes end whose cluster is not ready, by `keyOf`.
 * @throws the signal's reason after an abort.
 */
export async function applyPreparations(
  runner: PreparationRunner,
  preparations: readonly FleetPreparation[],
): Promise<ReadonlyMap<string, ChangeOutcome>> {
  const held = new Map<string, ChangeOutcome>();
  const ofClusters = Map.groupBy(preparations, ({ target }) => target.resourceId.toLowerCase());
  const applyEach = async (ofOne: readonly FleetPreparation[]): Promise<void> => {
    for (const preparation of ofOne) {
      const outcome = heldBy(await applyOne(runner, preparation));
      if (outcome === null) continue;
      for (const name of preparation.computes) held.set(keyOf(preparation.workspaceId, name), outcome);
    }
  };
  await mapLimited([...ofClusters.values()], applyEach, runner.concurrency);
  return held;
}

/** One compute of a fleet, in whatever case its names are written. */
export function keyOf(workspaceId: string, name: string): string {
  return `${workspaceId}/${name}`.toLowerCase();
}

async function applyOne(runner: PreparationRunner, preparation: FleetPreparation): Promise<PreparationEnd> {
  if (preparation.kind === 'failed') return { kind: 'refused', error: preparation.error };
  const { steps } = preparation.plan;
  const hasWork = steps.some(({ state }) => state === 'needed' || state === 'under-way');
  if (!hasWork) return { kind: isPrepared(steps) ? 'prepared' : 'blocked', steps };
  runner.signal.throwIfAborted();
  runner.onStart(preparation);
  const end = await carryOut(runner, preparation);
  runner.onEnd(preparation, end);
  return end;
}

async function carryOut(runner: PreparationRunner, preparation: PlannedPreparation): Promise<PreparationEnd> {
  const { prepare, inCluster, maxWaitMs, signal } = runner;
  const agreement = new Agreement(preparation);
  try {
    const { kind, plan } = await prepare(preparation)(preparation.target, {
      inCluster,
      maxWaitMs,
      signal,
      beforeWrite: async ({ step, changes }) => agreement.require(step, changes),
      onProgress: (event) => {
        if (event.kind === 'step') agreement.note(event.step);
      },
    });
    return { kind, steps: plan.steps };
  } catch (error) {
    signal.throwIfAborted();
    if (!ComputeTargetError.isInstance(error)) throw error;
    return { kind: 'refused', error };
  }
}

/** The changes of the plan; what turns out to be needed beside them is not made. */
class Agreement {
  readonly #agreed: ReadonlySet<string>;
  readonly #seen = new Map<StepId, readonly string[]>();

  constructor({ plan }: PlannedPreparation) {
    const needed = plan.steps.filter(({ state }) => state === 'needed');
    this.#agreed = new Set(needed.flatMap(({ changes }) => changes.map(({ id }) => id)));
  }

  note({ id, changes }: PreparationStep): void {
    this.#seen.set(
      id,
      changes.map((change) => change.id),
    );
  }

  /** @throws ConflictError for a change that is not in the plan. What only looks changes nothing. */
  require(step: StepId, changes: readonly string[]): void {
    if (changes.length === 0) return;
    if ([...changes, ...(this.#seen.get(step) ?? [])].every((id) => this.#agreed.has(id))) return;
    throw new ConflictError('the cluster has changed since the plan, so that other changes are needed', {
      hint: 'Plan again, review what has changed, and apply again',
      retryable: true,
    });
  }
}

/** Null where an attach may go on. */
function heldBy(end: PreparationEnd): ChangeOutcome | null {
  if (end.kind === 'refused')
    return { kind: 'skipped', reason: `its cluster is not prepared: ${end.error.summary}` };
  if (end.kind === 'under-way') return { kind: 'under-way' };
  return isPrepared(end.steps) ? null : { kind: 'skipped', reason: 'its cluster is not prepared' };
}
