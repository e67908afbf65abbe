import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** Our own deadline passed; the operation may still succeed in the service. */
export class TimedOutError extends ComputeTargetError {
  static override readonly code = 'timed-out';

  constructor(message: string, context: ErrorContext) {
    super(TimedOutError.code, message, context);
  }
}
