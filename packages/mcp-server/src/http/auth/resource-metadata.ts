import type { EntraSettings } from '../../configuration/entra-settings.js';
import { authorizationServerOf } from './issuers.js';

/** What a client needs to know to get a token (RFC 9728). */
export interface ResourceMetadata {
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly scopes_supported: readonly string[];
  readonly bearer_methods_supported: readonly ['header'];
  readonly resource_name: string;
}

interface MetadataOptions {
  readonly url: string;
  readonly settings: EntraSettings;
  readonly scopes: readonly string[];
}

/** Builds the metadata of this resource (RFC 9728). */
export function resourceMetadata({ url, settings, scopes }: MetadataOptions): ResourceMetadata {
  return {
    resource: url,
    authorization_servers: [authorizationServerOf(settings)],
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
    resource_name: 'Azure ML Kubernetes computes',
  };
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** The metadata is asked for in general, or for the path of one resource; there is only one here. */
export function isMetadataPath(path: string): boolean {
  return path === WELL_KNOWN || path.startsWith(`${WELL_KNOWN}/`);
}

/** Where the metadata of a resource with this URL is found. */
export function metadataUrlOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
}
