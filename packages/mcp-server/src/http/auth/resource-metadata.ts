import type { EntraSettings } from './entra-settings.js';
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

/** The paths under which the metadata is asked for: the general one, and that of this endpoint. */
export const METADATA_PATHS: readonly string[] = [WELL_KNOWN, `${WELL_KNOWN}/mcp`];

/** Where the metadata of a resource with this URL is found. */
export function metadataUrlOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${WELL_KNOWN}${pathname === '/' ? '' : pathname}`;
}
