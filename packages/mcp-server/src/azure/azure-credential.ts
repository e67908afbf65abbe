import { readFile } from 'node:fs/promises';
import { CLOUDS, type TokenCredential } from '@azureml-kubernetes/core';
import type { OnBehalfOfSettings } from '../configuration/on-behalf-of-settings.js';

/** Azure's chain of environment, workload identity, managed identity and developer tools; loaded on first use. */
export function createAzureCredential(authorityHost: string): TokenCredential {
  return onFirstUse(async () => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new DefaultAzureCredential({ authorityHost });
  });
}

/** Tokens on behalf of the holder of an access token; loaded on first use. */
export function createOnBehalfOfCredential(
  { tenant, authority, clientId, proof }: OnBehalfOfSettings,
  userAssertionToken: string,
): TokenCredential {
  return onFirstUse(async () => {
    const { OnBehalfOfCredential } = await import('@azure/identity');
    // An authority outside of Azure's clouds is not known to the one that would be asked about it.
    const disableInstanceDiscovery = Object.values(CLOUDS).every((cloud) => cloud.authority !== authority);
    const whose = { tenantId: tenant, clientId, userAssertionToken };
    const common = { ...whose, authorityHost: authority, disableInstanceDiscovery };
    switch (proof.kind) {
      case 'secret':
        return new OnBehalfOfCredential({ ...common, clientSecret: proof.secret });
      case 'certificate':
        return new OnBehalfOfCredential({ ...common, certificatePath: proof.path });
      case 'federated': {
        const getAssertion = async (): Promise<string> => (await readFile(proof.path, 'utf8')).trim();
        return new OnBehalfOfCredential({ ...common, getAssertion });
      }
    }
  });
}

function onFirstUse(load: () => Promise<TokenCredential>): TokenCredential {
  let loaded: Promise<TokenCredential> | null = null;
  return {
    getToken: async (scopes, options) => {
      loaded ??= load();
      return (await loaded).getToken(scopes, options);
    },
  };
}
