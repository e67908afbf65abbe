import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** No answer: name resolution, connection, TLS, or a try that took too long. */
export class NetworkError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<NetworkError> = guardFor('network');

  constructor(summary: string, context: ErrorContext) {
    super('network', summary, context);
  }
}
