import type { ServiceProblem } from '../errors/service-problem.js';

/** By what a problem can be recognised. Codes count before words, which can change. */
export interface ProblemPattern {
  /** Codes that name this problem alone, compared without case. */
  readonly codes?: readonly string[];
  readonly words?: RegExp;
}

/** The first pattern that fits: by the code of the problem, then by a code that its message names, then by its words. */
export function matchProblem<Pattern extends ProblemPattern>(
  { code, message }: ServiceProblem,
  patterns: readonly Pattern[],
): Pattern | undefined {
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
