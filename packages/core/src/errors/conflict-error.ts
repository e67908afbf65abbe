import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The name is taken by another specification, or another operation is running on the compute. */
export class ConflictError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('conflict', message, context);
  }

  static override isInstance(value: unknown): value is ConflictError {
    return ComputeTargetError.isInstance(value) && value.code === 'conflict';
  }
}
