import { cleanText } from '../present/clean-text.js';

/** What one check found. */
export interface Finding {
  readonly verdict: 'ok' | 'warn' | 'fail';
  readonly subject: string;
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** One line of text for one finding. */
export function renderFinding({ verdict, subject, text, advice }: Finding): string {
  const line = `${verdict.padEnd(4)}  ${subject}: ${cleanText(text)}`;
  return advice === undefined ? `${line}\n` : `${line}\n      → ${cleanText(advice)}\n`;
}
