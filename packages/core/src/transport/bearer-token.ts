import { createTokenCache, type TokenSource } from './token-cache.js';
import type { AccessToken } from './token-credential.js';
import { type Policy, resendable } from './transport.js';
import { requireTrustedUrl } from './trusted-url.js';

export interface BearerTokenOptions extends TokenSource {
  /** The only origin that ever gets the token. */
  readonly origin: string;
}

/**
 * Adds a bearer token to requests to one origin; a request to any other origin fails before it is sent.
 * After a 401 one fresh token is tried, with the claims of the challenge if it has any (continuous access evaluation).
 */
export function withBearerToken(options: BearerTokenOptions): Policy {
  const tokens = createTokenCache(options);
  return (next) => async (request) => {
    requireTrustedUrl(request.url, options.origin, 'request');
    const first = await tokens.current(request.signal);
    const response = await next(authorize(resendable(request), first));
    if (response.status !== 401) return response;
    const fresh = await tokens.refresh(first, claimsOf(response), request.signal);
    if (fresh.token === first.token) return response;
    await response.body?.cancel();
    return next(authorize(request, fresh));
  };
}

function authorize(request: Request, { token }: AccessToken): Request {
  request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

/** The claims of a challenge with `insufficient_claims`, decoded from base64. */
function claimsOf(response: Response): string | null {
  const challenge = response.headers.get('www-authenticate') ?? '';
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
