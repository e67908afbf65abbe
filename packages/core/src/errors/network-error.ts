import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** No answer: name resolution, connection, TLS, or a try that took too long. */
export class NetworkError extends ComputeTargetError {
  static override readonly code = 'network';

  constructor(message: string, context: ErrorContext) {
    super(NetworkError.code, message, context);
  }
}
