import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The service asked for fewer requests (HTTP 429) for longer than the retries last. */
export class ThrottledError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<ThrottledError> = guardFor('throttled');

  constructor(summary: string, context: ErrorContext) {
    super('throttled', summary, context);
  }
}
