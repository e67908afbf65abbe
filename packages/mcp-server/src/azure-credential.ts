import type { TokenCredential } from '@azureml-kubernetes/core';

/** Azure's chain of environment, workload identity, managed identity and developer tools; loaded on first use. */
export function createAzureCredential(authorityHost: string): TokenCredential {
  let chain: Promise<TokenCredential> | null = null;
  const load = async (): Promise<TokenCredential> => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new DefaultAzureCredential({ authorityHost });
  };
  return {
    getToken: async (scopes, options) => {
      chain ??= load();
      return (await chain).getToken(scopes, options);
    },
  };
}
