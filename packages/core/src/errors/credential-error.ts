import {
  ComputeTargetError,
  type ComputeTargetErrorJson,
  type ErrorContext,
  type ErrorGuard,
  guardFor,
} from './compute-target-error.js';
import type { CredentialAttempt } from './credential-attempt.js';
import type { CredentialReason } from './credential-reason.js';

/** What an error about a token carries beside what every error does. */
export interface CredentialErrorContext extends ErrorContext {
  /**
   * Why there is no usable token.
   * @default 'refused' with an answer of the service, else 'unknown'
   */
  readonly reason?: CredentialReason;
  /**
   * The credentials that were asked, the one that tells most first.
   * @default none
   */
  readonly attempts?: readonly CredentialAttempt[];
}

/** No usable token: the credential gave none, or the service refused a fresh one (HTTP 401). */
export class CredentialError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<CredentialError> = guardFor('credential');

  readonly reason: CredentialReason;
  /** The credentials that were asked and gave no token. Their texts are untrusted. */
  readonly attempts: readonly CredentialAttempt[];

  constructor(summary: string, context: CredentialErrorContext) {
    super('credential', summary, context);
    this.reason = context.reason ?? (this.service === null ? 'unknown' : 'refused');
    this.attempts = context.attempts ?? [];
  }

  override toJSON(): ComputeTargetErrorJson & Pick<CredentialError, 'reason' | 'attempts'> {
    return { ...super.toJSON(), reason: this.reason, attempts: this.attempts };
  }
}
