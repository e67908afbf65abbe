import * as z from 'zod';
import { isRecord } from '../domain/json.js';

/** A schema for an object with members of one kind under any key. Keeps every key, `__proto__` included. */
export function recordOf<T>(member: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return z.custom<object>(isRecord, 'must be an object').transform((members, context) => {
    const read = Object.entries(members).map(([key, value]): [string, T] => {
      const parsed = member.safeParse(value);
      if (parsed.success) return [key, parsed.data];
      for (const { message, path } of parsed.error.issues)
        context.addIssue({ code: 'custom', message, path: [key, ...path] });
      return z.NEVER;
    });
    return Object.fromEntries(read);
  });
}
