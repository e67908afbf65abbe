import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The service asked for fewer requests (HTTP 429) for longer than the retries last. */
export class ThrottledError extends ComputeTargetError {
  static override readonly code = 'throttled';

  constructor(message: string, context: ErrorContext) {
    super(ThrottledError.code, message, context);
  }
}
