import { distinctIds, sameArmId } from '../domain/ids/arm-id.js';
import type { WorkspaceId } from '../domain/ids/resource-ids.js';
import { hexDigest } from '../domain/preparing/hex-digest.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { PlanPreparationOptions } from '../preparing/preparation-plan.js';
import { mapLimited } from '../service/map-limited.js';
import type { DecodedCompute } from '../wire/computes/decode-compute.js';
import type { Fleet, FleetCompute } from './fleet.js';
import { type FleetAction, type FleetChange, type PlannedAction, planCompute } from './plan-compute.js';
import {
  changesCluster,
  type FleetPreparation,
  type PreparationReading,
  planPreparations,
} from './plan-preparations.js';

/** What an apply would do with a fleet. */
export interface FleetPlan {
  readonly changes: readonly FleetChange[];
  readonly totals: Readonly<Record<FleetAction, number>>;
  /** What clusters lack for the computes that ask to prepare them. An apply does it before it attaches. */
  readonly preparations: readonly FleetPreparation[];
  /** Kubernetes computes of these workspaces that the fleet does not name. They are left alone. */
  readonly unlisted: readonly { readonly workspaceId: WorkspaceId; readonly name: string }[];
  /** Workspaces that could not be read. Their computes are conflicts. */
  readonly failures: readonly { readonly workspaceId: WorkspaceId; readonly error: ComputeTargetError }[];
  /** Changes with each action, each difference and each place, of computes and clusters: `apply` can be held to it. */
  readonly fingerprint: string;
}

/** What a plan reads from. */
export interface FleetReading extends PreparationReading {
  readonly ownWorkspaceId: WorkspaceId;
  /** Lists the computes of a workspace. */
  readonly list: (id: WorkspaceId, signal: AbortSignal | undefined) => AsyncIterable<DecodedCompute>;
}

/** The computes of one workspace by their name in lower case, or why they cannot be read. */
type SeenWorkspace = { readonly id: WorkspaceId } & (
  | { readonly kind: 'read'; readonly computes: ReadonlyMap<string, DecodedCompute> }
  | { readonly kind: 'failed'; readonly error: ComputeTargetError }
);

/**
 * Plans a fleet: reads the list of each workspace once, and compares. Makes no change.
 * @throws the signal's reason after an abort; a workspace that cannot be read is reported in the plan.
 */
export async function planFleet(
  reading: FleetReading,
  fleet: Fleet,
  look: PlanPreparationOptions = {},
): Promise<FleetPlan> {
  const placed = fleet.computes.map((compute) => ({
    compute,
    workspaceId: compute.workspaceId ?? reading.ownWorkspaceId,
  }));
  const ids = distinctIds(placed.map(({ workspaceId }) => workspaceId));
  const read = await mapLimited(ids, (id) => readWorkspace(reading, id, look.signal));
  const seen = new Map(read.map((workspace) => [workspace.id.toLowerCase(), workspace]));
  const changes = placed.map(({ compute, workspaceId }) => ({
    compute,
    workspaceId,
    ...planIn(seen.get(workspaceId.toLowerCase()), compute),
  }));
  const preparations = await planPreparations(reading, changes, look);
  return {
    changes,
    preparations,
    totals: countActions(changes),
    unlisted: read.flatMap((workspace) => unlistedIn(workspace, changes)),
    failures: read.flatMap((one) =>
      one.kind === 'failed' ? [{ workspaceId: one.id, error: one.error }] : [],
    ),
    fingerprint: await fingerprintOf(changes, preparations),
  };
}

async function readWorkspace(
  { list }: FleetReading,
  id: WorkspaceId,
  signal: AbortSignal | undefined,
): Promise<SeenWorkspace> {
  const computes = new Map<string, DecodedCompute>();
  try {
    for await (const found of list(id, signal)) {
      const name = found.kind === 'kubernetes' ? found.compute.name : found.name;
      if (name !== null) computes.set(name.toLowerCase(), found);
    }
    return { id, kind: 'read', computes };
  } catch (error) {
    signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error) || error.code === 'credential') throw error;
    return { id, kind: 'failed', error };
  }
}

function planIn(workspace: SeenWorkspace | undefined, { name, wanted }: FleetCompute): PlannedAction {
  if (workspace?.kind !== 'read')
    return { action: 'conflict', differences: [], reason: 'its workspace cannot be read' };
  return planCompute(wanted, workspace.computes.get(name.toLowerCase()) ?? null);
}

function countActions(changes: readonly FleetChange[]): FleetPlan['totals'] {
  const totals = { attach: 0, update: 0, replace: 0, detach: 0, 'under-way': 0, unchanged: 0, conflict: 0 };
  for (const { action } of changes) totals[action] += 1;
  return totals;
}

function unlistedIn(workspace: SeenWorkspace, changes: readonly FleetChange[]): FleetPlan['unlisted'] {
  if (workspace.kind !== 'read') return [];
  const named = new Set(
    changes
      .filter(({ workspaceId }) => sameArmId(workspaceId, workspace.id))
      .map(({ compute }) => compute.name.toLowerCase()),
  );
  return [...workspace.computes].flatMap(([key, found]) =>
    found.kind === 'kubernetes' && !named.has(key)
      ? [{ workspaceId: workspace.id, name: found.compute.name }]
      : [],
  );
}

/**
 * A text that changes with any place, action or difference of a plan (SHA-256, 64 hexadecimal digits). It says nothing
 * about what stays as it is, so that a compute which others attach meanwhile does not outdate a plan.
 */
async function fingerprintOf(
  changes: readonly FleetChange[],
  preparations: readonly FleetPreparation[],
): Promise<string> {
  const told = changes
    .filter(({ action }) => action !== 'unchanged')
    .map(({ workspaceId, compute, action, differences, reason }) => [
      workspaceId.toLowerCase(),
      compute.name,
      action,
      compute.wanted,
      differences,
      reason,
    ]);
  const clusters = preparations.flatMap((preparation) =>
    preparation.kind === 'planned' && changesCluster(preparation) ? [preparation.plan.fingerprint] : [],
  );
  const lines = [...told.map((one) => JSON.stringify(one)), ...clusters].sort();
  return hexDigest('SHA-256', JSON.stringify(lines));
}
