import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** No usable token: the credential gave none, or the service refused a fresh one (HTTP 401). */
export class CredentialError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<CredentialError> = guardFor('credential');

  constructor(summary: string, context: ErrorContext) {
    super('credential', summary, context);
  }
}
