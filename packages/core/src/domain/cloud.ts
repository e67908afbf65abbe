import { InvalidInputError } from '../errors/invalid-input-error.js';

/** Where a cloud's Azure Resource Manager is, and how to get a token for it. */
export interface CloudEndpoints {
  /** Origin of Azure Resource Manager, such as `https://management.azure.com`. */
  readonly resourceManager: string;
  /** Scope to ask a token for, such as `https://management.azure.com/.default`. */
  readonly scope: string;
  /** Origin of the authority that issues tokens. */
  readonly authority: string;
}

/** The clouds of Azure whose endpoints are known here. */
export type CloudName = 'public' | 'usgov' | 'china';

/** Azure's clouds (Azure's own client libraries list the same endpoints). */
export const CLOUDS: Readonly<Record<CloudName, CloudEndpoints>> = {
  public: endpoints('https://management.azure.com', 'https://login.microsoftonline.com'),
  usgov: endpoints('https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'),
  china: endpoints('https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'),
};

/**
 * Whether AKS lets Azure Machine Learning in through Trusted Access, which the sovereign clouds do not offer
 * (Azure ML documentation). Your own endpoints are judged by their authority.
 */
export function offersTrustedAccess({ authority }: CloudEndpoints): boolean {
  return ![CLOUDS.usgov, CLOUDS.china].some((cloud) => cloud.authority === authority.replace(/\/+$/, ''));
}

function endpoints(resourceManager: string, authority: string): CloudEndpoints {
  return { resourceManager, scope: `${resourceManager}/.default`, authority };
}

/**
 * Gives the endpoints of a named cloud, or checks those given.
 * @throws InvalidInputError unless `resourceManager` is an origin with https, or http on loopback, and a scope is given.
 */
export function parseCloud(cloud: CloudName | CloudEndpoints = 'public'): CloudEndpoints {
  if (typeof cloud === 'string') return namedCloud(cloud);
  const { scope, authority = '', ...rest } = { ...cloud };
  const resourceManager = parseOrigin(rest.resourceManager, 'cloud.resourceManager');
  if (typeof scope === 'string' && scope !== '') return { resourceManager, scope, authority };
  throw new InvalidInputError({
    field: 'cloud.scope',
    rule: 'must be the scope to ask a token for',
    example: `${resourceManager}/.default`,
  });
}

function namedCloud(name: CloudName): CloudEndpoints {
  const found = Object.hasOwn(CLOUDS, name) ? CLOUDS[name] : undefined;
  if (found !== undefined) return found;
  throw new InvalidInputError({
    field: 'cloud',
    rule: `must be one of ${Object.keys(CLOUDS).join(', ')}, or endpoints of your own`,
    example: 'public',
  });
}

/** @throws InvalidInputError unless the text is an https origin, or an http origin on loopback. */
export function parseOrigin(text: string, field: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const bare =
    url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (bare && isSecure(url) && !isDisguised(url, text)) return url.origin;
  throw new InvalidInputError({
    field,
    rule: 'must be an https origin without a path, or an http origin on loopback',
    example: 'https://management.azure.com',
  });
}

/** A number such as `2130706433` or `0x7f.1` is an address that a person does not read as one. */
function isDisguised({ hostname }: URL, text: string): boolean {
  return /^\d+(?:\.\d+){3}$/.test(hostname) && !text.includes(`//${hostname}`);
}

/** https anywhere; http only on this machine, which is how a test service is reached. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** Whether a name is that of this machine, which no DNS answer can point elsewhere. Version 6 stands in brackets, as in a URL. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
