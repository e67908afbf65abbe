import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** A stored payload or handle that this library cannot read back. */
export class InvalidPayloadError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('invalid-payload', message, context);
  }

  static override isInstance(value: unknown): value is InvalidPayloadError {
    return ComputeTargetError.isInstance(value) && value.code === 'invalid-payload';
  }
}
