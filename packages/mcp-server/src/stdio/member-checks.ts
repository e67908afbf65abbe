/** Whether a value is an object with members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an object whose members are all objects, as capabilities are. */
export function areObjects(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isObject);
}

/** Whether a value names a program, as clients name themselves. */
export function isImplementation(value: unknown): boolean {
  return isObject(value) && typeof value['name'] === 'string' && typeof value['version'] === 'string';
}
