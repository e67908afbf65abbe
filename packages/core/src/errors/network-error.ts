import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** No answer: name resolution, connection, TLS, or a try that took too long. */
export class NetworkError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('network', message, context);
  }

  static override isInstance(value: unknown): value is NetworkError {
    return ComputeTargetError.isInstance(value) && value.code === 'network';
  }
}
