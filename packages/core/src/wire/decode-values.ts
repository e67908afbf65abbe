import * as z from 'zod';

const list = z.looseObject({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

/** One page of any ARM list, or null when the JSON is something else. */
export function decodeValues(value: unknown): { values: readonly unknown[]; nextLink: string | null } | null {
  const parsed = list.safeParse(value).data;
  return parsed === undefined ? null : { values: parsed.value, nextLink: parsed.nextLink || null };
}
