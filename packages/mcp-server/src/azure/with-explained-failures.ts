import { CredentialError, credentialErrorOf, type TokenCredential } from '@azureml-kubernetes/core';

/** What stands around a credential. */
export interface ExplainedFailures {
  /** Origin of the authority that is configured. */
  readonly authority: string;
  /** Takes each failure, so that it can be logged. */
  readonly report: (error: CredentialError) => void;
}

/** A credential whose failures say why there is no token; an abort stays the signal's own reason. */
export function withExplainedFailures(
  credential: TokenCredential,
  { authority, report }: ExplainedFailures,
): TokenCredential {
  return {
    getToken: async (scopes, options) => {
      try {
        return await credential.getToken(scopes, options);
      } catch (cause) {
        options?.abortSignal?.throwIfAborted();
        const scope = typeof scopes === 'string' ? scopes : scopes.join(' ');
        const error = CredentialError.isInstance(cause)
          ? cause
          : credentialErrorOf(cause, { scope, authority });
        report(error);
        throw error;
      }
    },
  };
}
