import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The compute, its workspace or something it needs does not exist. */
export class NotFoundError extends ComputeTargetError {
  static override readonly code = 'not-found';

  constructor(message: string, context: ErrorContext) {
    super(NotFoundError.code, message, context);
  }
}
