import { type Check, ComputeTargetError, type ErrorCode } from '@azureml-kubernetes/core';

/** Failures that are not a matter of the state of things, which is a conflict. */
const CODES: Partial<Record<Check['id'], ErrorCode>> = {
  cluster: 'not-found',
  'same-subscription': 'invalid-input',
};

/** Checks failed before an attach, so nothing was sent. */
export class ChecksFailedError extends ComputeTargetError {
  /** Those that failed, and only those. */
  readonly checks: readonly Check[];

  constructor(failed: readonly [Check, ...Check[]]) {
    const [first] = failed;
    super(CODES[first.id] ?? 'conflict', `nothing was attached, because of ${namesOf(failed)}`, {
      hint: first.fix ?? 'Remove the cause, then attach again',
    });
    this.checks = failed;
  }
}

function namesOf(checks: readonly Check[]): string {
  const names = [...new Set(checks.map(({ id }) => id))];
  return names.length === 1 ? `the failed check ${names[0]}` : `the failed checks ${names.join(', ')}`;
}
