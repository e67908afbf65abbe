import { TokenCache, type TokenSource } from './token-cache.js';
import type { AccessToken } from './token-credential.js';
import { type Policy, type TransportAnswer, type TransportRequest, withHeader } from './transport.js';
import { requireTrustedUrl } from './trusted-url.js';

/** A source of tokens, and the one place where they go. */
export interface BearerTokenOptions extends TokenSource {
  /** The only origin that ever gets the token. */
  readonly origin: string;
}

/**
 * Adds a bearer token to requests to one origin; a request to any other origin fails before it is sent.
 * After a 401 one fresh token is tried, with the claims of the challenge if it has any (continuous access evaluation).
 */
export function withBearerToken(options: BearerTokenOptions): Policy {
  const tokens = new TokenCache(options);
  return (next) => async (request) => {
    requireTrustedUrl(request.url, options.origin, 'request');
    const first = await tokens.current(request.signal);
    const answer = await next(authorized(request, first));
    if (answer.status !== 401) return answer;
    const fresh = await tokens.refresh(first, claimsOf(answer), request.signal);
    return fresh.token === first.token ? answer : next(authorized(request, fresh));
  };
}

function authorized(request: TransportRequest, { token }: AccessToken): TransportRequest {
  return withHeader(request, 'authorization', `Bearer ${token}`);
}

/** The claims of a challenge with `insufficient_claims`, decoded from base64. */
function claimsOf({ headers }: TransportAnswer): string | null {
  const challenge = headers['www-authenticate'] ?? '';
  const encoded = /insufficient_claims/.test(challenge)
    ? /claims="([\w+/=-]+)"/.exec(challenge)?.[1]
    : undefined;
  if (encoded === undefined) return null;
  try {
    return atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
}
