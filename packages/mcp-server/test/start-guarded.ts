import type { EntraSettings } from '../src/configuration/entra-settings.js';
import type { HttpConfig } from '../src/configuration/http-config.js';
import { initialize, startHttp } from './start-http.js';
import { AUDIENCE, startIssuer, TENANT, type TokenChanges } from './token-issuer.js';

/** The wall time at which the manual clock stands. */
export const NOW_MS = Date.UTC(2026, 0, 1);

/** Who signs the tokens of a test file. */
export const issuer = await startIssuer(() => NOW_MS);

function entraSettings(changes: Partial<EntraSettings>): EntraSettings {
  return {
    tenant: TENANT,
    audiences: [AUDIENCE],
    authority: issuer.url,
    permissions: {
      read: ['Compute.Read', 'Compute.Read.All'],
      write: ['Compute.ReadWrite', 'Compute.ReadWrite.All'],
      prepare: ['Compute.Prepare', 'Compute.Prepare.All'],
    },
    requireRoles: false,
    peopleOnly: false,
    ...changes,
  };
}

/** A server that asks its callers for tokens of the issuer. */
export async function startGuarded(changes: Partial<EntraSettings> = {}, config: Partial<HttpConfig> = {}) {
  const http = await startHttp({ auth: entraSettings(changes), ...config });
  const as = async (token: TokenChanges | string) => ({
    authorization: `Bearer ${typeof token === 'string' ? token : await issuer.sign(token)}`,
  });
  const open = async (token: TokenChanges | string) => http.post(initialize, await as(token));
  return { ...http, as, open };
}

export function challengeOf({ headers }: { readonly headers: Readonly<Record<string, unknown>> }): string {
  return String(headers['www-authenticate']);
}
