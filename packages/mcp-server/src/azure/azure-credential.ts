import { readFile } from 'node:fs/promises';
import { CLOUDS, type TokenCredential } from '@azureml-kubernetes/core';
import type { OnBehalfOfSettings } from '../configuration/on-behalf-of-settings.js';

/** Where the sign-in of this server happens. */
export interface SignIn {
  /** Origin of the authority that issues tokens. */
  readonly authority: string;
  /** The tenant to sign in to; null leaves it to the credential. */
  readonly tenant: string | null;
}

/** Azure's chain of environment, workload identity, managed identity and developer tools; loaded on first use. */
export function createAzureCredential({ authority, tenant }: SignIn): TokenCredential {
  const credential = onFirstUse(async () => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    // Service principals and workload identities take their tenant from nowhere else.
    if (tenant !== null) process.env['AZURE_TENANT_ID'] = tenant;
    return new DefaultAzureCredential({
      authorityHost: authority,
      disableInstanceDiscovery: !isKnownAuthority(authority),
      ...(tenant === null ? {} : { tenantId: tenant }),
    });
  });
  return {
    getToken: (scopes, { tenantId, ...options } = {}) => {
      const wanted = tenant ?? (mayFollow() ? tenantId : undefined);
      return credential.getToken(scopes, wanted === undefined ? options : { ...options, tenantId: wanted });
    },
  };
}

/**
 * Whether the tenant that a service names may be followed. Where one is set here, the chain would skip the credential
 * that has it, and act as another identity.
 */
function mayFollow(): boolean {
  const { AZURE_TENANT_ID: tenant, AZURE_ADDITIONALLY_ALLOWED_TENANTS: allowed } = process.env;
  return !tenant || allowed === '*';
}

/** An authority outside of Azure's clouds is not known to the one that would be asked about it. */
function isKnownAuthority(authority: string): boolean {
  return Object.values(CLOUDS).some((cloud) => cloud.authority === authority);
}

/** Tokens on behalf of the holder of an access token; loaded on first use. */
export function createOnBehalfOfCredential(
  { tenant, authority, clientId, proof }: OnBehalfOfSettings,
  userAssertionToken: string,
): TokenCredential {
  return onFirstUse(async () => {
    const { OnBehalfOfCredential } = await import('@azure/identity');
    const whose = { tenantId: tenant, clientId, userAssertionToken };
    const disableInstanceDiscovery = !isKnownAuthority(authority);
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
