import { CLOUDS } from '@azureml-kubernetes/core';
import type { EntraSettings } from '../../configuration/entra-settings.js';
import { holdsAudience } from '../../configuration/holds-audience.js';

type TokenSource = Pick<EntraSettings, 'tenant' | 'authority'>;

/** China's second generation tokens name another host than the one that its clients sign in at. */
const CHINA_V2 = 'https://login.partner.microsoftonline.cn';
const V1_ISSUERS: Readonly<Record<string, string>> = {
  [CLOUDS.china.authority]: 'https://sts.chinacloudapi.cn',
};
const V1_ISSUER = 'https://sts.windows.net';

/**
 * The issuers of one tenant's access tokens: an application gets tokens of version 1.0 unless its manifest asks for
 * 2.0 (Microsoft's documentation of access tokens; the published OpenID configurations of the clouds).
 */
export function issuersOf({ tenant, authority }: TokenSource): readonly string[] {
  const v2 = authority === CLOUDS.china.authority ? [authority, CHINA_V2] : [authority];
  return [`${V1_ISSUERS[authority] ?? V1_ISSUER}/${tenant}/`, ...v2.map((host) => `${host}/${tenant}/v2.0`)];
}

/** Where the tenant's signing keys are; they are the same for both versions. */
export function keysUrlOf({ tenant, authority }: TokenSource): URL {
  return new URL(`/${tenant}/discovery/v2.0/keys`, authority);
}

/** What clients are sent to for a token. */
export function authorizationServerOf({ tenant, authority }: TokenSource): string {
  return `${authority}/${tenant}/v2.0`;
}

/** An application goes by its client id in tokens of version 2.0, and by its App ID URI in those of 1.0. */
export function audiencesOf({ audiences }: Pick<EntraSettings, 'audiences'>): readonly string[] {
  return [...new Set(audiences.flatMap((one) => [one, ...otherNamesOf(one)]))];
}

function otherNamesOf(audience: string): readonly string[] {
  const clientId = /^api:\/\/([\da-f-]{36})$/i.exec(audience)?.[1];
  if (clientId !== undefined) return [clientId];
  return /^[\da-f-]{36}$/i.test(audience) ? [`api://${audience}`] : [];
}

/**
 * A scope as clients ask for it, such as `api://…/Compute.Read`. Where the URL of the endpoint is an audience, the scope
 * is of that one: clients name the URL as resource, and Entra ID refuses a scope of another (AADSTS9010010).
 */
export function fullScope(
  { audiences }: Pick<EntraSettings, 'audiences'>,
  url: string,
  name: string,
): string {
  const uris = audiencesOf({ audiences }).filter((one) => one.includes('://'));
  const uri = uris.find((one) => holdsAudience(url, [one])) ?? uris[0] ?? '';
  return `${uri.replace(/\/+$/, '')}/${name}`;
}
