import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The call exists for portability, or the target is of another kind: it can never succeed as asked. */
export class UnsupportedOperationError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<UnsupportedOperationError> =
    guardFor('unsupported-operation');

  constructor(summary: string, context: ErrorContext) {
    super('unsupported-operation', summary, context);
  }
}
