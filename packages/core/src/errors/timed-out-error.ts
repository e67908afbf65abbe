import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** Our own deadline passed; the operation may still succeed in the service. */
export class TimedOutError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<TimedOutError> = guardFor('timed-out');

  constructor(summary: string, context: ErrorContext) {
    super('timed-out', summary, context);
  }
}
