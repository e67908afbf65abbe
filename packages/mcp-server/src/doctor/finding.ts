import { styleText } from 'node:util';
import { cleanText } from '../present/clean-text.js';
import type { PresentedAttempts } from '../present/present-attempts.js';

/** What one check found. */
export interface Finding {
  readonly verdict: 'ok' | 'warn' | 'fail';
  readonly subject: string;
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
  /** The credentials that were tried, each with its own words. */
  readonly tried?: PresentedAttempts | null;
}

const COLORS = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

/** The lines of one finding. Words of others stand in quotes below ours. */
export function renderFinding(finding: Finding, { color = false } = {}): string {
  const { verdict, subject, text, advice, tried } = finding;
  const mark = color ? styleText(COLORS[verdict], verdict, { validateStream: false }) : verdict;
  return [
    `${mark}${' '.repeat(6 - verdict.length)}${subject}: ${cleanText(text)}`,
    ...(advice === undefined ? [] : [`      → ${cleanText(advice)}`]),
    ...(tried?.attempts ?? []).map(
      ({ credential, quoted }) => `      tried ${credential}, which says: ${JSON.stringify(quoted)}`,
    ),
    ...(tried?.recommended_command === undefined
      ? []
      : [`      it recommends: ${JSON.stringify(tried.recommended_command)}`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
