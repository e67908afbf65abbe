import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The caller is known but lacks a role (HTTP 403). */
export class ForbiddenError extends ComputeTargetError {
  static override readonly code = 'forbidden';

  constructor(message: string, context: ErrorContext) {
    super(ForbiddenError.code, message, context);
  }
}
