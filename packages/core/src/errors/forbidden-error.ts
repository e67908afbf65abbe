import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The caller is known but lacks a role (HTTP 403). */
export class ForbiddenError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<ForbiddenError> = guardFor('forbidden');

  constructor(summary: string, context: ErrorContext) {
    super('forbidden', summary, context);
  }
}
