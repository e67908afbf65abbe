import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The service answered with an error that has no code of its own here. */
export class ServiceError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<ServiceError> = guardFor('service');

  constructor(summary: string, context: ErrorContext) {
    super('service', summary, context);
  }
}
