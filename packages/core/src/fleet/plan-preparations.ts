import type { ComputeName } from '../domain/ids/compute-name.js';
import type { WorkspaceId } from '../domain/ids/resource-ids.js';
import type { PrepareTargetInput } from '../domain/preparing/prepare-target.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { PlanPreparationOptions, PreparationPlan } from '../preparing/preparation-plan.js';
import type { PreparationStep } from '../preparing/steps/preparation-step.js';
import { mapLimited } from '../service/map-limited.js';
import type { FleetChange } from './plan-compute.js';

/** What one cluster lacks for computes of a fleet that ask to prepare it. Computes with the same target share it. */
export type FleetPreparation = {
  readonly workspaceId: WorkspaceId;
  readonly target: PrepareTargetInput;
  /** The computes that wait for it. */
  readonly computes: readonly ComputeName[];
} & (
  | { readonly kind: 'planned'; readonly plan: PreparationPlan }
  /** The cluster cannot be looked at, for this reason. */
  | { readonly kind: 'failed'; readonly error: ComputeTargetError }
);

/** What plans of preparations are made with. */
export interface PreparationReading {
  readonly planPreparation: (
    id: WorkspaceId,
    target: PrepareTargetInput,
    options: PlanPreparationOptions,
  ) => Promise<PreparationPlan>;
}

/** Clusters that are looked at side by side. */
const PARALLEL = 4;

/**
 * Plans the preparations that computes ask for, each cluster and target once; computes in conflict are left to a person first.
 * @throws the signal's reason, and CredentialError.
 */
export function planPreparations(
  reading: PreparationReading,
  changes: readonly FleetChange[],
  look: PlanPreparationOptions,
): Promise<readonly FleetPreparation[]> {
  return mapLimited(
    groupByTarget(changes),
    async (wanted): Promise<FleetPreparation> => ({ ...wanted, ...(await planOne(reading, wanted, look)) }),
    PARALLEL,
  );
}

type WantedPreparation = Pick<FleetPreparation, 'workspaceId' | 'target' | 'computes'>;

async function planOne(
  { planPreparation }: PreparationReading,
  { workspaceId, target }: WantedPreparation,
  look: PlanPreparationOptions,
): Promise<{ kind: 'planned'; plan: PreparationPlan } | { kind: 'failed'; error: ComputeTargetError }> {
  try {
    return { kind: 'planned', plan: await planPreparation(workspaceId, target, look) };
  } catch (error) {
    look.signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error) || error.code === 'credential') throw error;
    return { kind: 'failed', error };
  }
}

function groupByTarget(changes: readonly FleetChange[]): WantedPreparation[] {
  const groups = new Map<string, WantedPreparation>();
  for (const { action, compute, workspaceId } of changes) {
    const { name, wanted } = compute;
    if (wanted.state === 'absent' || wanted.prepare === null || action === 'conflict') continue;
    const key = JSON.stringify([workspaceId.toLowerCase(), wanted.prepare]);
    const computes = [...(groups.get(key)?.computes ?? []), name];
    groups.set(key, { workspaceId, target: wanted.prepare, computes });
  }
  return [...groups.values()];
}

/** Whether an apply would change the cluster. */
export function changesCluster(preparation: FleetPreparation): boolean {
  return preparation.kind === 'planned' && preparation.plan.steps.some(({ state }) => state === 'needed');
}

/**
 * Whether nothing stands in the way of an attach: what is left is done by hand, which an attach does not wait for, or could not
 * be seen.
 */
export function isPrepared(steps: readonly PreparationStep[]): boolean {
  return steps.every(
    ({ state, failure }) => failure === null && ['done', 'by-hand', 'unknown'].includes(state),
  );
}
