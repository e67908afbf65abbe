import type { ServerOptions } from '@modelcontextprotocol/server';

const HOUR_MS = 60 * 60_000;

/**
 * How long clients may keep results. What depends on the caller's rights, or may show what others wrote, is private;
 * what the service can change at any time is not kept at all.
 */
export const CACHE_HINTS: NonNullable<ServerOptions['cacheHints']> = {
  'server/discover': { ttlMs: HOUR_MS, cacheScope: 'private' },
  'tools/list': { ttlMs: HOUR_MS, cacheScope: 'private' },
  'prompts/list': { ttlMs: HOUR_MS, cacheScope: 'private' },
  'resources/templates/list': { ttlMs: HOUR_MS, cacheScope: 'private' },
  'resources/list': { ttlMs: 0, cacheScope: 'private' },
  'resources/read': { ttlMs: 0, cacheScope: 'private' },
};
