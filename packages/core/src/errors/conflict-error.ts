import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The name is taken by another specification, or another operation is running on the compute. */
export class ConflictError extends ComputeTargetError {
  static override readonly code = 'conflict';

  constructor(message: string, context: ErrorContext) {
    super(ConflictError.code, message, context);
  }
}
