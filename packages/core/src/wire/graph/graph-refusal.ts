import * as z from 'zod';

/**
 * What a refused query means for a search:
 * - `smaller-pages`: the answer would be too large;
 * - `throttled`: the quota is used up;
 * - `repeat`: a passing fault;
 * - `no-table`: this cloud lacks the table of this query;
 * - `not-served`: there is no Resource Graph at this endpoint;
 * - `refused`: this query, these subscriptions or this caller. Lists then name each fault.
 */
export type GraphRefusal = 'smaller-pages' | 'throttled' | 'repeat' | 'no-table' | 'not-served' | 'refused';

const refusal = z.looseObject({
  error: z.looseObject({ details: z.array(z.looseObject({ code: z.string() })).min(1) }),
});

const BY_CODE: ReadonlyMap<string, GraphRefusal> = new Map([
  ['responsepayloadtoolarge', 'smaller-pages'],
  ['disallowedlogicaltablename', 'no-table'],
  ['ratelimiting', 'throttled'],
]);

const TRANSIENT = [408, 500, 502, 503, 504];
const ABSENT = [404, 405, 501];

/**
 * Reads a refusal. Its cause stands in the first detail; the code of the error itself is general. A 429 counts by its
 * status, because its body may be empty.
 */
export function readGraphRefusal(status: number, body: unknown): GraphRefusal {
  if (status === 429) return 'throttled';
  if (ABSENT.includes(status)) return 'not-served';
  if (TRANSIENT.includes(status)) return 'repeat';
  const code = refusal.safeParse(body).data?.error.details[0]?.code.toLowerCase() ?? '';
  return BY_CODE.get(code) ?? 'refused';
}
