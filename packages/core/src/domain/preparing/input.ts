import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { isRecord } from '../json.js';

/** What a refusal of an input says: the rule, and a value that would pass. */
export interface InputRule {
  readonly rule: string;
  readonly example: string;
}

/** @throws InvalidInputError naming `field`. */
export function refuse(field: string, { rule, example }: InputRule): never {
  throw new InvalidInputError({ field, rule, example });
}

/** Reads an object whose members are all known. @throws InvalidInputError naming the first one that is not. */
export function requireMembers(
  value: unknown,
  field: string,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) refuse(field, { rule: 'must be an object', example: `{ ${names[0]}: … }` });
  const unknown = Object.keys(value).find((key) => !names.includes(key));
  if (unknown === undefined) return value;
  return refuse(`${field}.${unknown}`, { rule: 'is not a known member', example: names.join(', ') });
}

/** Null where the value is undefined or null. */
export function optional<T>(value: unknown, parse: (value: unknown) => T): T | null {
  return value === undefined || value === null ? null : parse(value);
}

/** @throws InvalidInputError unless the value is true or false. */
export function requireBoolean(value: unknown, field: string): boolean {
  if (typeof value === 'boolean') return value;
  return refuse(field, { rule: 'must be true or false', example: 'true' });
}
