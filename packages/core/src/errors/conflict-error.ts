import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The name is taken by another specification, or another operation is running on the compute. */
export class ConflictError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<ConflictError> = guardFor('conflict');

  constructor(summary: string, context: ErrorContext) {
    super('conflict', summary, context);
  }
}
