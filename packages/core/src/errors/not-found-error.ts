import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The compute, its workspace or something it needs does not exist. */
export class NotFoundError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<NotFoundError> = guardFor('not-found');

  constructor(summary: string, context: ErrorContext) {
    super('not-found', summary, context);
  }
}
