import type { Json } from '../json.js';
import type { ErrorBody } from './outcome.js';
import type { ComputeRecord, ComputeSpec, OperationRecord, RestingState } from './records.js';

/** What an operation says of itself at one instant. */
export type OperationView =
  | { readonly status: 'InProgress' | 'Succeeded' | 'Canceled' }
  | { readonly status: 'Failed'; readonly error: ErrorBody };

/** What a compute looks like at one instant. */
export interface ComputeView {
  readonly record: ComputeRecord;
  readonly provisioningState: 'Creating' | 'Updating' | 'Deleting' | RestingState['state'];
  readonly provisioningErrors: readonly Json[] | null;
  readonly modifiedAt: number;
  /** The operation under way, if there is one. */
  readonly operation: OperationRecord | null;
}

/** What decides when an operation is over, and how. */
export type TimedOperation = Pick<OperationRecord, 'acceptedAt' | 'durationMs' | 'outcome'>;

const WORKING = { attach: 'Creating', update: 'Updating', detach: 'Deleting' } as const;

/** When an operation is over, in epoch milliseconds; `Infinity` for one that never ends. */
export function readyAt(operation: TimedOperation): number {
  if (operation.outcome.kind === 'never-ends') return Number.POSITIVE_INFINITY;
  return operation.acceptedAt + operation.durationMs;
}

/** What the operation reports at `now`. */
export function operationAt(operation: TimedOperation, now: number): OperationView {
  if (now < readyAt(operation)) return { status: 'InProgress' };
  const { outcome } = operation;
  if (outcome.kind === 'fails') return { status: 'Failed', error: outcome.error };
  return { status: outcome.kind === 'cancels' ? 'Canceled' : 'Succeeded' };
}

/**
 * What the compute is at `now`, given the operation that works on it; null when it is gone. Operation and compute
 * cannot disagree, since both are read off the same record (unless its outcome is `contradicts`, which is a fault).
 */
export function computeAt(
  record: ComputeRecord,
  operation: OperationRecord | null,
  now: number,
): ComputeView | null {
  if (operation === null) return rest(record);
  if (now >= readyAt(operation)) {
    const settled = settle(record, operation);
    return settled === null ? null : rest(settled);
  }
  return {
    record,
    provisioningState: WORKING[operation.kind],
    provisioningErrors: null,
    modifiedAt: operation.acceptedAt,
    operation,
  };
}

/** A PUT was accepted: a new compute, or an overwritten one that keeps its name, id and creation time. */
export function acceptPut(
  current: ComputeRecord | null,
  operation: OperationRecord,
  created: { readonly name: string; readonly spec: ComputeSpec },
): ComputeRecord {
  return {
    id: current?.id ?? operation.computeId,
    name: current?.name ?? created.name,
    createdAt: current?.createdAt ?? operation.acceptedAt,
    spec: created.spec,
    resting: { state: 'Succeeded', errors: null, modifiedAt: operation.acceptedAt },
    operationId: operation.id,
  };
}

/** A DELETE or PATCH was accepted: the compute stays, with an operation at work on it. */
export function acceptChange(current: ComputeRecord, operation: OperationRecord): ComputeRecord {
  return { ...current, operationId: operation.id };
}

function settle(record: ComputeRecord, operation: OperationRecord): ComputeRecord | null {
  const { outcome } = operation;
  if (operation.kind === 'detach' && outcome.kind === 'succeeds') return null;
  return { ...record, operationId: null, resting: restAfter(operation) };
}

function restAfter(operation: OperationRecord): RestingState {
  const modifiedAt = readyAt(operation);
  const { outcome } = operation;
  if (outcome.kind === 'succeeds') return { state: 'Succeeded', errors: null, modifiedAt };
  if (outcome.kind === 'cancels') return { state: 'Canceled', errors: null, modifiedAt };
  if (outcome.kind === 'never-ends') return { state: 'Failed', errors: null, modifiedAt };
  return { state: 'Failed', errors: outcome.provisioningErrors, modifiedAt };
}

function rest(record: ComputeRecord): ComputeView {
  const { state, errors, modifiedAt } = record.resting;
  return { record, provisioningState: state, provisioningErrors: errors, modifiedAt, operation: null };
}
