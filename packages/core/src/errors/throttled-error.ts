import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The service asked for fewer requests (HTTP 429) for longer than the retries last. */
export class ThrottledError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('throttled', message, context);
  }

  static override isInstance(value: unknown): value is ThrottledError {
    return ComputeTargetError.isInstance(value) && value.code === 'throttled';
  }
}
