import { notModelled } from '../refusals/arm-refusals.js';
import { version } from '../version.js';
import type { Route } from './route.js';

/** Headers of clients, browsers and proxies without meaning for what the service does, plus those that the fake obeys. */
const KNOWN_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  // The command line of Azure tells which of its commands asks, and with which parameters (as it was run).
  'commandname',
  'parametersetname',
  'connection',
  'content-length',
  'content-type',
  'date',
  'dnt',
  'expect',
  'forwarded',
  'host',
  'http2-settings',
  'keep-alive',
  'origin',
  'pragma',
  'priority',
  'referer',
  'te',
  'traceparent',
  'tracestate',
  'transfer-encoding',
  'upgrade',
  'upgrade-insecure-requests',
  'user-agent',
  'via',
]);

/**
 * Refuses query parameters and headers that the fake would silently ignore. A conditional header, for example, means
 * that the caller relies on an ETag, and computes have none.
 *
 * @throws ArmRefusal 501 `NotModelled`, with the version of the fake in the message
 */
export function refuseUnmodelled(route: Route, url: URL, headers: Headers): void {
  const { query } = route;
  if (query !== 'any') {
    const known = new Set(['api-version', ...query.map((name) => name.toLowerCase())]);
    for (const name of url.searchParams.keys())
      if (!known.has(name.toLowerCase()))
        throw notModelled(`the query parameter '${name}' of ${route.name}`, version);
  }
  for (const name of headers.keys())
    if (!KNOWN_HEADERS.has(name) && !/^(?:x-ms-|sec-|x-forwarded-)/.test(name))
      throw notModelled(`the header '${name}'`, version);
}
