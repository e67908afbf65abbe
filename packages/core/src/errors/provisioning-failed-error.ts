import { ComputeTargetError, type ErrorGuard, guardFor } from './compute-target-error.js';
import { describeProblems, type ServiceProblem } from './service-problem.js';

/** What ended without success. */
export interface FailedProvisioning {
  readonly kind: 'attach' | 'detach';
  readonly name: string;
  /** A word for the end, such as `Failed` or `Canceled`. */
  readonly state: string;
  readonly problems: readonly ServiceProblem[];
}

/** The service ended the attach or detach without success. */
export class ProvisioningFailedError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<ProvisioningFailedError> = guardFor('provisioning-failed');
  readonly state: string;
  readonly problems: readonly ServiceProblem[];

  constructor({ kind, name, state, problems }: FailedProvisioning) {
    super('provisioning-failed', `${kind} of ${name} ended as ${state}`, {
      quoted: problems.length === 0 ? null : describeProblems(problems),
      hint:
        kind === 'attach'
          ? 'Remove the cause, then attach again under the same name with replace, or detach it first'
          : 'Read the compute again; detach once more if it is still there',
    });
    this.state = state;
    this.problems = problems;
  }
}
