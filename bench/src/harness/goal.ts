import type { Goal } from './outcome.js';

/** How a goal came out. */
export type Verdict =
  | { readonly kind: 'met' }
  | { readonly kind: 'unmeasured' }
  /** `by` is a share of the limit: 0.1 is ten per cent beyond it; infinite where the limit is nothing. */
  | { readonly kind: 'missed'; readonly by: number };

export function judgeGoal({ sense, limit, measured }: Goal): Verdict {
  if (measured === null) return { kind: 'unmeasured' };
  const beyond = sense === 'at most' ? measured - limit : limit - measured;
  return beyond <= 0 ? { kind: 'met' } : { kind: 'missed', by: limit === 0 ? Infinity : beyond / limit };
}

/** `number / other`, or null where one of them is not known. */
export function ratio(number: number | null | undefined, other: number | null | undefined): number | null {
  return typeof number === 'number' && typeof other === 'number' && other !== 0 ? number / other : null;
}
