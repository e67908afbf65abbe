import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The call exists for portability, or the target is of another kind: it can never succeed as asked. */
export class UnsupportedOperationError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('unsupported-operation', message, context);
  }

  static override isInstance(value: unknown): value is UnsupportedOperationError {
    return ComputeTargetError.isInstance(value) && value.code === 'unsupported-operation';
  }
}
