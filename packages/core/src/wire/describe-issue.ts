import type * as z from 'zod';

/** Places hold keys that the sender chose. */
const MAX_PLACE = 200;

/** `properties.resourceId: is required`: the first thing wrong, without any of the value. */
export function describeIssue({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.map(String).join('.').slice(0, MAX_PLACE);
  return [place, issue?.message].filter(Boolean).join(': ');
}
