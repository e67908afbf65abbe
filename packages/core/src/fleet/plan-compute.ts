import { type Difference, planAttach } from '../domain/attach-plan.js';
import type { Compute } from '../domain/compute.js';
import type { WorkspaceId } from '../domain/ids/resource-ids.js';
import { isTerminal } from '../domain/lifecycle.js';
import type { DecodedCompute } from '../wire/computes/decode-compute.js';
import type { FleetCompute, WantedCompute } from './fleet.js';

/**
 * What is to be done with one compute:
 * - `attach`: nothing has the name;
 * - `update`: members differ that the service takes in place;
 * - `replace`: the cluster or the namespace differs, which takes a detach and an attach;
 * - `detach`: it shall be absent;
 * - `under-way`: it was asked for already, and the service is still at it;
 * - `unchanged`: it is as it shall be;
 * - `conflict`: a person has to decide, for the reason that stands beside it.
 */
export type FleetAction = 'attach' | 'update' | 'replace' | 'detach' | 'under-way' | 'unchanged' | 'conflict';

/** The action for one compute, and why. */
export interface PlannedAction {
  readonly action: FleetAction;
  readonly differences: readonly Difference[];
  /** Why it is a conflict; else null. */
  readonly reason: string | null;
}

/** What an apply would do with one compute. */
export interface FleetChange extends PlannedAction {
  readonly compute: FleetCompute;
  readonly workspaceId: WorkspaceId;
}

/**
 * Fields that a PUT changes only after a detach. Microsoft's samples detach a Kubernetes compute before they attach it to
 * another cluster or namespace. That the other fields are taken in place is assumed.
 */
const TAKES_DETACH = ['resourceId', 'namespace'];

/** Compares what a compute shall be with what has its name. Only what is asked for is compared. */
export function planCompute(wanted: WantedCompute, existing: DecodedCompute | null): PlannedAction {
  if (existing?.kind === 'other')
    return conflict(`the name belongs to a compute of ${shownType(existing.computeType)}`);
  if (existing?.kind === 'unreadable') return conflict('the compute that has the name cannot be read');
  const compute = existing?.compute ?? null;
  if (wanted.state === 'absent') return planAbsent(compute);
  const plan = planAttach(wanted.configuration, compute);
  switch (plan.kind) {
    case 'attach':
      return plain('attach');
    case 'nothing':
      return plain(isTerminal(plan.compute.lifecycle) ? 'unchanged' : 'under-way');
    case 'conflict':
      return planChange(plan.differences, compute);
  }
}

/** A type is shown only where it is a word, because the service writes it. */
function shownType(computeType: string): string {
  return /^[A-Za-z]{1,40}$/.test(computeType) ? `type ${computeType}` : 'another type';
}

function planAbsent(compute: Compute | null): PlannedAction {
  if (compute === null) return plain('unchanged');
  return plain(compute.lifecycle.state === 'deleting' ? 'under-way' : 'detach');
}

/** A compute that is being detached is attached after that, as a replacement that was stopped half-way. */
function planChange(differences: readonly Difference[], compute: Compute | null): PlannedAction {
  if (compute?.lifecycle.state === 'deleting') return { action: 'replace', differences, reason: null };
  if (differences.some(({ field }) => field === 'state'))
    return { ...conflict('its attach did not succeed: look at the reason, then detach it'), differences };
  if (compute !== null && !isTerminal(compute.lifecycle))
    return { ...conflict('an operation on it is under way: apply again after that'), differences };
  const isReplaced = differences.some(({ field }) => TAKES_DETACH.includes(field));
  return { action: isReplaced ? 'replace' : 'update', differences, reason: null };
}

function plain(action: FleetAction): PlannedAction {
  return { action, differences: [], reason: null };
}

function conflict(reason: string): PlannedAction {
  return { action: 'conflict', differences: [], reason };
}
