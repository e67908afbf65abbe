import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The service answered something that its contract does not allow for. */
export class UnexpectedResponseError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<UnexpectedResponseError> = guardFor('unexpected-response');

  constructor(summary: string, context: ErrorContext) {
    super('unexpected-response', summary, context);
  }
}
