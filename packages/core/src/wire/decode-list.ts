import * as z from 'zod';
import type { Compute } from '../domain/compute.js';
import { decodeCompute, KUBERNETES } from './computes/decode-compute.js';
import { describeIssue } from './describe-issue.js';

/** One entry of a list: a compute, one of another kind, or one that cannot be read. */
export type ListedCompute =
  | { readonly kind: 'kubernetes'; readonly compute: Compute }
  | { readonly kind: 'other'; readonly name: string | null; readonly computeType: string }
  | { readonly kind: 'unreadable'; readonly name: string | null; readonly reason: string };

export type DecodedPage =
  | { readonly kind: 'page'; readonly entries: readonly ListedCompute[]; readonly nextLink: string | null }
  | { readonly kind: 'invalid'; readonly reason: string };

const page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });
const head = z.object({
  name: z.string().nullish().catch(null),
  properties: z.object({ computeType: z.string(), isAttachedCompute: z.unknown().optional() }),
});

/** Reads one page; a `nextLink` that is absent, null or empty ends the list. */
export function decodePage(value: unknown): DecodedPage {
  const parsed = page.safeParse(value);
  if (!parsed.success) return { kind: 'invalid', reason: describeIssue(parsed.error) };
  return {
    kind: 'page',
    entries: parsed.data.value.map(decodeListed),
    nextLink: parsed.data.nextLink || null,
  };
}

/**
 * Reads a compute of any type. One that says that it is not attached (`isAttachedCompute` false or null) counts
 * as another type, as it does in the reference; one that says nothing is taken as attached.
 */
export function decodeListed(value: unknown): ListedCompute {
  const parsed = head.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable', name: null, reason: describeIssue(parsed.error) };
  const { name = null, properties } = parsed.data;
  const { computeType, isAttachedCompute } = properties;
  if (computeType !== KUBERNETES || isAttachedCompute === false || isAttachedCompute === null)
    return { kind: 'other', name, computeType };
  const decoded = decodeCompute(value);
  if (decoded.kind === 'invalid') return { kind: 'unreadable', name, reason: decoded.reason };
  return { kind: 'kubernetes', compute: decoded.compute };
}
