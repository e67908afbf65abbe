import type { Check } from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';

/** Checks in our words; what was seen may hold the words of others, so it is found under `untrusted`. */
export function presentChecks(checks: readonly Check[]) {
  return {
    checks: checks.map(({ id, status, fix, source }) => ({
      id,
      status,
      ...(fix === null ? {} : { fix: cleanText(fix) }),
      source,
    })),
    untrusted: { evidence: Object.fromEntries(checks.map(({ id, evidence }) => [id, cleanText(evidence)])) },
  };
}
