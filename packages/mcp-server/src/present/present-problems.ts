import type { ServiceProblem } from '@azureml-kubernetes/core';
import { cleanEvidence, cleanText } from './clean-text.js';

/** More causes than anyone reads; a failure has one or two. */
const MAX_PROBLEMS = 10;

/** A cause in the service's words, cleaned. */
export interface PresentedProblem {
  readonly code: string | null;
  readonly message: string;
}

/** The causes that the service gave, for `untrusted`: their words can come from anyone. */
export function presentProblems(problems: readonly ServiceProblem[]): PresentedProblem[] {
  return problems.slice(0, MAX_PROBLEMS).map(({ code, message }) => ({
    code: code === null ? null : cleanText(code, 80),
    message: cleanEvidence(message),
  }));
}
