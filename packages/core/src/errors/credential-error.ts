import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** No usable token: the credential gave none, or the service refused a fresh one (HTTP 401). */
export class CredentialError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('credential', message, context);
  }

  static override isInstance(value: unknown): value is CredentialError {
    return ComputeTargetError.isInstance(value) && value.code === 'credential';
  }
}
