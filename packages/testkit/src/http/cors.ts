import type { IncomingMessage } from 'node:http';

/** Which pages may read the answers: one origin, or `*` for all. Null: none, which is the default. */
export type CorsOrigin = string | null;

const MAX_AGE_SECONDS = 600;

/**
 * Reads the origin that pages are served from.
 *
 * @throws RangeError for what is no origin
 */
export function parseCorsOrigin(text: string): string {
  if (text === '*') return text;
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new RangeError(`cors expects '*' or an origin such as 'http://localhost:5173', got '${text}'`);
}

/** The headers that let a page at the allowed origin read an answer that has these headers; `{}` for any other page. */
export function corsHeaders(
  allowed: CorsOrigin,
  { headers }: IncomingMessage,
  answerHeaders: readonly string[],
): Record<string, string> {
  if (!isAllowed(allowed, headers.origin)) return {};
  return { ...allowHeaders(allowed), 'Access-Control-Expose-Headers': answerHeaders.join(', ') };
}

/** The headers of the answer to a preflight of the allowed origin; null for any other request. */
export function preflightHeaders(
  allowed: CorsOrigin,
  { method, headers }: IncomingMessage,
): Record<string, string> | null {
  const asked = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || asked === undefined || !isAllowed(allowed, headers.origin)) return null;
  return {
    ...allowHeaders(allowed),
    'Access-Control-Allow-Methods': 'GET, PUT, PATCH, POST, DELETE',
    'Access-Control-Allow-Headers':
      headers['access-control-request-headers'] ?? 'authorization, content-type',
    'Access-Control-Max-Age': String(MAX_AGE_SECONDS),
  };
}

function isAllowed(allowed: CorsOrigin, origin: string | undefined): allowed is string {
  return allowed !== null && origin !== undefined && (allowed === '*' || allowed === origin);
}

function allowHeaders(allowed: string): Record<string, string> {
  return { 'Access-Control-Allow-Origin': allowed, ...(allowed === '*' ? {} : { Vary: 'Origin' }) };
}
