import type { ServiceModes } from '../../service/modes.js';
import { readyAt } from '../../world/lifecycle.js';
import type { OperationRecord } from '../../world/records.js';

/** Whether an operation was over so long ago that it cannot be read any more. */
export function isPastRetention(
  operation: OperationRecord,
  now: number,
  { operationRetentionMs }: ServiceModes,
): boolean {
  const retentionMs = operation.vanishes ? 0 : (operationRetentionMs ?? Number.POSITIVE_INFINITY);
  return now - readyAt(operation) >= retentionMs;
}
