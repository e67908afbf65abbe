import { Secret } from './domain/secret.js';
import type { TokenCredential } from './transport/token/token-credential.js';

/** Gives an access token for the API servers of AKS clusters that Microsoft Entra guards, or null. */
export type ClusterTokenSource = (signal: AbortSignal | undefined) => Promise<Secret | string | null>;

/** Scope of those API servers, the same in every cloud that is known here (Azure CLI, `aks command invoke`). */
const CLUSTER_SCOPE = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/** Makes one source of tokens from a credential, or from a source that a caller gives. */
export function clusterTokenOf(
  given: TokenCredential | ClusterTokenSource | undefined,
): (signal?: AbortSignal) => Promise<Secret | null> {
  const source = typeof given === 'object' ? fromCredential(given) : given;
  return async (signal) => {
    const token = (await source?.(signal)) ?? '';
    if (token instanceof Secret) return token;
    return token === '' ? null : new Secret(token);
  };
}

/** A credential that has no token for clusters is no failure: what needs one is left to people. */
function fromCredential(credential: TokenCredential): ClusterTokenSource {
  return async (signal) => {
    try {
      const options = signal === undefined ? {} : { abortSignal: signal };
      return (await credential.getToken([CLUSTER_SCOPE], options))?.token ?? null;
    } catch {
      signal?.throwIfAborted();
      return null;
    }
  };
}
