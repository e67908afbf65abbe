import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** A URL from a response leads outside the configured endpoint; nothing was sent there. */
export class UntrustedUrlError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('untrusted-url', message, context);
  }

  static override isInstance(value: unknown): value is UntrustedUrlError {
    return ComputeTargetError.isInstance(value) && value.code === 'untrusted-url';
  }
}
