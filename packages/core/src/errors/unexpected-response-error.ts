import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The service answered something that its contract does not allow for. */
export class UnexpectedResponseError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('unexpected-response', message, context);
  }

  static override isInstance(value: unknown): value is UnexpectedResponseError {
    return ComputeTargetError.isInstance(value) && value.code === 'unexpected-response';
  }
}
