import type { ServiceModes } from '../service/modes/modes.js';
import { readyAt, type TimedOperation } from '../world/lifecycle.js';

/** Whether an operation was over so long ago that it cannot be read any more. */
export function isPastRetention(
  operation: TimedOperation & { readonly vanishes: boolean },
  now: number,
  { operationRetentionMs }: ServiceModes,
): boolean {
  const retentionMs = operation.vanishes ? 0 : (operationRetentionMs ?? Number.POSITIVE_INFINITY);
  return now - readyAt(operation) >= retentionMs;
}
