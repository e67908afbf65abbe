import { ComputeTargetError, type ErrorContext } from './compute-target-error.js';

/** The caller is known but lacks a role (HTTP 403). */
export class ForbiddenError extends ComputeTargetError {
  constructor(message: string, context: ErrorContext) {
    super('forbidden', message, context);
  }

  static override isInstance(value: unknown): value is ForbiddenError {
    return ComputeTargetError.isInstance(value) && value.code === 'forbidden';
  }
}
