import { isRecord } from '../runtime/is-record.js';

/** Whether a value is an object whose members are all objects, as capabilities are. */
export function areObjects(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isRecord);
}

/** Whether a value names a program, as clients name themselves. */
export function isImplementation(value: unknown): boolean {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['version'] === 'string';
}
