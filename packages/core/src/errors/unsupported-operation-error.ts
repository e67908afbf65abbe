import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The call exists for portability, or the target is of another kind: it can never succeed as asked. */
export class UnsupportedOperationError extends ComputeTargetError {
  static override readonly code = 'unsupported-operation';

  constructor(message: string, context: ErrorContext) {
    super(UnsupportedOperationError.code, message, context);
  }
}
