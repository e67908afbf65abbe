import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** A stored payload or handle that this library cannot read back. */
export class InvalidPayloadError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<InvalidPayloadError> = guardFor('invalid-payload');

  constructor(summary: string, context: ErrorContext) {
    super('invalid-payload', summary, context);
  }
}
