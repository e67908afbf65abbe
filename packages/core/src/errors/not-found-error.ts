import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The compute, its workspace or something it needs does not exist. */
export class NotFoundError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('not-found', message, context);
  }

  static override isInstance(value: unknown): value is NotFoundError {
    return ComputeTargetError.isInstance(value) && value.code === 'not-found';
  }
}
