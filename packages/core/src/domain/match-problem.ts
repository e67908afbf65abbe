import type { ServiceProblem } from '../errors/service-problem.js';

/** By what a problem can be recognised. Codes count before words, which can change. */
export interface ProblemPattern {
  /** Codes that name this problem alone, compared without case. */
  readonly codes?: readonly string[];
  readonly words?: RegExp;
  /** Words that have to stand in the message, whatever else fits. */
  readonly needs?: RegExp;
  /** Words that show that it is another problem. */
  readonly unless?: RegExp;
}

/** The first pattern that fits: by the code of the problem, then by a code that its message names, then by its words. */
export function matchProblem<Pattern extends ProblemPattern>(
  { code, message }: ServiceProblem,
  all: readonly Pattern[],
): Pattern | undefined {
  const patterns = all.filter(
    ({ needs, unless }) => needs?.test(message) !== false && unless?.test(message) !== true,
  );
  const named = message.match(/\b[A-Za-z][A-Za-z0-9]{4,60}\b/g) ?? [];
  return (
    patterns.find(({ codes }) => codes?.some((known) => isSame(known, code))) ??
    patterns.find(({ codes }) => codes?.some((known) => named.some((word) => isSame(known, word)))) ??
    patterns.find(({ words }) => words?.test(message))
  );
}

function isSame(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
