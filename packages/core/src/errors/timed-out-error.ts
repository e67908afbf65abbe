import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** Our own deadline passed; the operation may still succeed in the service. */
export class TimedOutError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('timed-out', message, context);
  }

  static override isInstance(value: unknown): value is TimedOutError {
    return ComputeTargetError.isInstance(value) && value.code === 'timed-out';
  }
}
