import { operationAt } from './lifecycle.js';
import type { ResourceOperation } from './preparing-records.js';
import type { ExtensionRecord } from './records.js';

const WORKING = { create: 'Creating', update: 'Updating', delete: 'Deleting' } as const;

/** An extension at one instant. */
export interface ExtensionView {
  readonly record: ExtensionRecord;
  readonly provisioningState: string;
  /** What works on it; null when nothing does. */
  readonly operation: ResourceOperation | null;
}

/** What an extension is at `now`; null when it is gone. Its state follows from its last operation. */
export function extensionAt(record: ExtensionRecord, now: number): ExtensionView | null {
  const { operation } = record;
  if (operation === null) return { record, provisioningState: record.provisioningState, operation };
  const view = operationAt(operation, now);
  if (view.status === 'InProgress') return { record, provisioningState: WORKING[operation.verb], operation };
  if (operation.verb === 'delete' && operation.outcome.kind === 'succeeds') return null;
  if (record.vanishesWhenFailed && view.status === 'Failed') return null;
  const settled = settle(record, operation);
  return { record: settled, provisioningState: settled.provisioningState, operation: null };
}

/** The status of a failure has no level, no time and no words to show (documented for another extension). */
function settle(record: ExtensionRecord, operation: ResourceOperation): ExtensionRecord {
  const { outcome } = operation;
  if (outcome.kind === 'succeeds')
    return { ...record, operation: null, provisioningState: 'Succeeded', statuses: [], errorInfo: null };
  if (outcome.kind === 'cancels') return { ...record, operation: null, provisioningState: 'Canceled' };
  const { code, message } =
    outcome.kind === 'fails' ? outcome.error : { code: 'ExtensionOperationFailed', message: 'It failed.' };
  return {
    ...record,
    operation: null,
    provisioningState: 'Failed',
    statuses: [{ code: 'InstallationFailed', displayStatus: null, level: null, message }],
    errorInfo: { code, message },
  };
}
