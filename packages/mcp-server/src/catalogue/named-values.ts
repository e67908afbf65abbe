import { InvalidInputError } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { isRecord } from '../runtime/is-record.js';

/** Something that is known by its name. */
interface Named {
  readonly name: string;
}

/** One value with its name, both texts. */
export const namedText = z.strictObject({ name: z.string(), value: z.string() });
/** One value with its name, both texts. */
export type NamedText = z.output<typeof namedText>;

/**
 * A list of things with names. Its schema shows an array, because strict modes of models take no maps; an object by name
 * is taken, too, because people and documents write it so. A member that is null is not given.
 */
export function namedList<Item extends z.ZodType>(
  item: Item,
  fromEntry: (name: string, value: unknown) => unknown = (name, value) => ({ name, value }),
) {
  return z.preprocess((given) => {
    const kept = withoutNulls(given);
    return isRecord(kept) ? Object.entries(kept).map(([name, value]) => fromEntry(name, value)) : kept;
  }, z.array(item));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

/**
 * The values by name.
 * @throws InvalidInputError when a name is given twice.
 */
export function byName<T extends Named, V>(
  items: readonly T[],
  field: string,
  read: (item: T) => V,
): Readonly<Record<string, V>> {
  const names = new Set(items.map(({ name }) => name));
  if (names.size < items.length)
    throw new InvalidInputError({
      field,
      rule: 'must give each name once',
      example: 'one entry for each name',
    });
  return Object.fromEntries(items.map((item) => [item.name, read(item)]));
}
