import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The service answered with an error that has no code of its own here. */
export class ServiceError extends ComputeTargetError {
  static override readonly code = 'service';

  constructor(message: string, context: ErrorContext) {
    super(ServiceError.code, message, context);
  }
}
