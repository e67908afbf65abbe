import * as z from 'zod';
import { isRecord } from '../domain/json.js';

/**
 * A schema for an object with members of one kind under any key. Keeps every key, `__proto__` included. An object whose
 * members need no change is given as it is, because a copy costs as much as the check.
 */
export function recordOf<T>(member: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return z
    .custom<Readonly<Record<string, T>>>(isRecord, 'must be an object')
    .transform((members, context) => {
      const entries = Object.entries(members);
      let isChanged = false;
      for (const entry of entries) {
        const parsed = member.safeParse(entry[1]);
        if (!parsed.success) addIssues(context, entry[0], parsed.error);
        else if (parsed.data !== entry[1]) {
          entry[1] = parsed.data;
          isChanged = true;
        }
      }
      return isChanged ? Object.fromEntries(entries) : members;
    });
}

function addIssues(context: z.RefinementCtx, key: string, { issues }: z.ZodError): void {
  for (const { message, path } of issues) context.addIssue({ code: 'custom', message, path: [key, ...path] });
}
