const HOUR_MS = 60 * 60_000;

/** How long a client of the modern era may keep a result, and for whom. */
export interface CacheHint {
  readonly ttlMs: number;
  readonly cacheScope: 'private';
}

/** What the build and the command line decide. Private, because it depends on the rights of the caller. */
const FIXED: CacheHint = { ttlMs: HOUR_MS, cacheScope: 'private' };
/** What the service can change at any time, and others may have written. */
const CHANGING: CacheHint = { ttlMs: 0, cacheScope: 'private' };

/** The hints of each method whose results may be kept. */
export const CACHE_HINTS = {
  'server/discover': FIXED,
  'tools/list': FIXED,
  'prompts/list': FIXED,
  'resources/templates/list': FIXED,
  'resources/list': CHANGING,
  'resources/read': CHANGING,
} as const;
