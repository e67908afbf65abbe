import { type Difference, planAttach } from '../domain/attach-plan.js';
import type { DecodedCompute } from '../wire/computes/decode-compute.js';
import type { WantedCompute } from './fleet.js';

/**
 * What is to be done with one compute:
 * - `attach`: nothing has the name;
 * - `update`: members differ that the service takes in place;
 * - `replace`: the cluster or the namespace differs, which takes a detach and an attach;
 * - `detach`: it shall be absent;
 * - `unchanged`: it is as it shall be;
 * - `conflict`: a person has to decide, for the reason that stands beside it.
 */
export type FleetAction = 'attach' | 'update' | 'replace' | 'detach' | 'unchanged' | 'conflict';

/** The action for one compute, and why. */
export interface PlannedAction {
  readonly action: FleetAction;
  readonly differences: readonly Difference[];
  /** Why it is a conflict; else null. */
  readonly reason: string | null;
}

/**
 * Fields that a PUT changes only after a detach. Microsoft's samples detach a Kubernetes compute before they attach it to
 * another cluster or namespace. That the other fields are taken in place is assumed.
 */
const TAKES_DETACH = ['resourceId', 'namespace'];

/** Compares what a compute shall be with what has its name. Only what is asked for is compared. */
export function planCompute(wanted: WantedCompute, existing: DecodedCompute | null): PlannedAction {
  if (existing?.kind === 'other') return conflict(`the name belongs to a compute of type ${shown(existing)}`);
  if (existing?.kind === 'unreadable') return conflict('the compute that has the name cannot be read');
  if (wanted.state === 'absent') return planAbsent(existing);
  const plan = planAttach(wanted.configuration, existing?.compute ?? null);
  switch (plan.kind) {
    case 'attach':
      return { action: 'attach', differences: [], reason: null };
    case 'nothing':
      return { action: 'unchanged', differences: [], reason: null };
    case 'conflict':
      return planChange(plan.differences);
  }
}

/** A type is shown only where it is a word, because the service writes it. */
function shown({ computeType }: { readonly computeType: string }): string {
  return /^[A-Za-z]{1,40}$/.test(computeType) ? computeType : 'another kind';
}

function planAbsent(existing: Extract<DecodedCompute, { kind: 'kubernetes' }> | null): PlannedAction {
  if (existing === null) return { action: 'unchanged', differences: [], reason: null };
  return existing.compute.lifecycle.state === 'deleting'
    ? conflict('it is being detached; wait for the end of that')
    : { action: 'detach', differences: [], reason: null };
}

function planChange(differences: readonly Difference[]): PlannedAction {
  const state = differences.find(({ field }) => field === 'state');
  if (state !== undefined)
    return {
      ...conflict('its last attach or detach did not succeed; detach it, or look at the reason'),
      differences,
    };
  const isReplaced = differences.some(({ field }) => TAKES_DETACH.includes(field));
  return { action: isReplaced ? 'replace' : 'update', differences, reason: null };
}

function conflict(reason: string): PlannedAction {
  return { action: 'conflict', differences: [], reason };
}
