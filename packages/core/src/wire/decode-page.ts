import * as z from 'zod';
import { describeIssue } from './describe-issue.js';

/** One page of any ARM list. */
export type DecodedPage =
  | { readonly kind: 'page'; readonly values: readonly unknown[]; readonly nextLink: string | null }
  | { readonly kind: 'unreadable'; readonly reason: string };

const page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

/** Reads one page; a `nextLink` that is absent, null or empty ends the list. */
export function decodePage(value: unknown): DecodedPage {
  const parsed = page.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable', reason: describeIssue(parsed.error) };
  return { kind: 'page', values: parsed.data.value, nextLink: parsed.data.nextLink || null };
}
