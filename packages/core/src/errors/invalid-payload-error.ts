import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** A stored payload or handle that this library cannot read back. */
export class InvalidPayloadError extends ComputeTargetError {
  static override readonly code = 'invalid-payload';

  constructor(message: string, context: ErrorContext) {
    super(InvalidPayloadError.code, message, context);
  }
}
