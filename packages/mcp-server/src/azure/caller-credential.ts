import { CredentialError, credentialErrorOf, type TokenCredential } from '@azureml-kubernetes/core';

/** Gets tokens on behalf of one caller, with whichever access token that caller has shown last. */
export interface CallerCredential extends TokenCredential {
  /** Takes note of the caller's access token. It is exchanged, and goes nowhere else. */
  renew(accessToken: string): void;
}

/** @param exchange makes the credential that stands for the holder of an access token */
export function createCallerCredential(exchange: (accessToken: string) => TokenCredential): CallerCredential {
  let shown = '';
  let credential: TokenCredential | null = null;
  return {
    renew: (accessToken) => {
      if (accessToken === shown) return;
      shown = accessToken;
      credential = null;
    },
    getToken: async (scopes, options) => {
      credential ??= exchange(shown);
      return credential.getToken(scopes, options).catch((cause: unknown) => {
        throw onBehalf(cause);
      });
    },
  };
}

/** Why there is none is the same as for any credential; what helps is not. */
function onBehalf(cause: unknown): CredentialError {
  const { reason, attempts, quoted, retryable } = credentialErrorOf(cause, { scope: '' });
  return new CredentialError('the authority gave no token for Azure on behalf of the caller', {
    hint: 'Sign in to this server again; if that does not help, an administrator has to allow its application to act for users at Azure Service Management',
    reason,
    attempts,
    quoted,
    retryable,
    cause,
  });
}
