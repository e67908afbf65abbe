import type { Check } from '@azureml-kubernetes/core';
import { cleanEvidence, cleanText, MAX_ADVICE } from './clean-text.js';
import { toolWord } from './tool-word.js';

/** One check as a result gives it. */
export type PresentedCheck = {
  id: Check['id'];
  status: Check['status'];
  /** Why it failed, in our words, where that is known. */
  cause?: string;
  fix?: string;
  /** The step of cluster_prepare that heals it. */
  step?: string;
  source: string;
};

type PresentedChecks = {
  checks: PresentedCheck[];
  untrusted: { evidence: Record<string, string> };
};

/** Checks in our words; what was seen may hold the words of others, so it is found under `untrusted`. */
export function presentChecks(checks: readonly Check[]): PresentedChecks {
  return {
    checks: checks.map(({ id, status, explanation, fix, step, source }) => ({
      id,
      status,
      ...(explanation === undefined ? {} : { cause: cleanText(explanation) }),
      ...(fix === null ? {} : { fix: cleanText(fix, MAX_ADVICE) }),
      ...(step === undefined ? {} : { step: toolWord(step) }),
      source,
    })),
    untrusted: { evidence: evidenceOf(checks) },
  };
}

/** What was seen, by the id of the check; one that was made of several things has them all. */
function evidenceOf(checks: readonly Check[]): Record<string, string> {
  const evidence: Record<string, string> = {};
  for (const check of checks) {
    const known = evidence[check.id];
    const seen = cleanEvidence(check.evidence);
    evidence[check.id] = known === undefined ? seen : `${known}; ${seen}`;
  }
  return evidence;
}
