import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The service answered something that its contract does not allow for. */
export class UnexpectedResponseError extends ComputeTargetError {
  static override readonly code = 'unexpected-response';

  constructor(message: string, context: ErrorContext) {
    super(UnexpectedResponseError.code, message, context);
  }
}
