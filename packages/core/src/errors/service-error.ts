import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The service answered with an error that has no code of its own here. */
export class ServiceError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('service', message, context);
  }

  static override isInstance(value: unknown): value is ServiceError {
    return ComputeTargetError.isInstance(value) && value.code === 'service';
  }
}
