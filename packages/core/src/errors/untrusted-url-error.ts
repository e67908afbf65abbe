import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** A URL from a response leads outside the configured endpoint; nothing was sent there. */
export class UntrustedUrlError extends ComputeTargetError {
  static override readonly code = 'untrusted-url';

  constructor(message: string, context: ErrorContext) {
    super(UntrustedUrlError.code, message, context);
  }
}
