import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** A URL from a response leads outside the configured endpoint; nothing was sent there. */
export class UntrustedUrlError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<UntrustedUrlError> = guardFor('untrusted-url');

  constructor(summary: string, context: ErrorContext) {
    super('untrusted-url', summary, context);
  }
}
