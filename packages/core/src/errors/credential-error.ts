import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** No usable token: the credential gave none, or the service refused a fresh one (HTTP 401). */
export class CredentialError extends ComputeTargetError {
  static override readonly code = 'credential';

  constructor(message: string, context: ErrorContext) {
    super(CredentialError.code, message, context);
  }
}
