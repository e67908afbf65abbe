import { ComputeTargetError, type ErrorGuard, guardFor } from './compute-target-error.js';

/** A payload or handle that belongs to another workspace than the one it is used with. */
export class WorkspaceMismatchError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<WorkspaceMismatchError> = guardFor('workspace-mismatch');
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: string) {
    super('workspace-mismatch', `expected something of ${expected}, found ${found}`, {
      hint: 'Use the workspace that the compute belongs to, or the payload of a compute in this workspace',
    });
    this.expected = expected;
    this.found = found;
  }
}
