import { credentialErrorOf } from '../../credentials/credential-error-of.js';
import { ComputeTargetError } from '../../errors/compute-target-error.js';
import { CredentialError } from '../../errors/credential-error.js';
import type { AccessToken, TokenCredential } from './token-credential.js';

const HINT =
  'Sign in (az login), or configure the workload identity, managed identity or service principal to use';

/** What a token is asked for with. */
export interface TokenRequest {
  readonly scope: string;
  /** Claims of a challenge that the token has to meet. */
  readonly claims: string | null;
  /** The tenant that has to issue it; null leaves that to the credential. */
  readonly tenantId: string | null;
  /** Origin of the authority that is configured, to be named where it cannot be reached. */
  readonly authority?: string | undefined;
  readonly signal: AbortSignal;
}

/** @throws CredentialError when the credential gives none, or one that no header can hold. */
export async function requestToken(
  credential: TokenCredential,
  { scope, claims, tenantId, authority, signal }: TokenRequest,
): Promise<AccessToken> {
  try {
    const options = {
      abortSignal: signal,
      ...(claims === null ? {} : { claims }),
      ...(tenantId === null ? {} : { tenantId }),
    };
    const token = await credential.getToken(scope, options);
    if (token !== null && isSendable(token.token)) return token;
  } catch (cause) {
    if (ComputeTargetError.isInstance(cause)) throw cause;
    throw credentialErrorOf(cause, { scope, authority });
  }
  throw new CredentialError(`the credential gave no usable token for ${scope}`, { hint: HINT });
}

/** Anything else would be refused by the platform, in an error that shows it. */
function isSendable(token: unknown): boolean {
  return typeof token === 'string' && /^[\x20-\x7e]+$/.test(token);
}

/** Makes the error for a credential that gave no token in time. */
export function tokenTookTooLong(scope: string, limitMs: number): CredentialError {
  return new CredentialError(`the credential gave no token for ${scope} within ${limitMs} ms`, {
    reason: 'timed-out',
    hint: HINT,
    retryable: true,
  });
}
