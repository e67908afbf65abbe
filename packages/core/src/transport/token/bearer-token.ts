import { CredentialError } from '../../errors/credential-error.js';
import { readChallenge } from '../challenge.js';
import { type Policy, type TransportAnswer, type TransportRequest, withHeader } from '../transport.js';
import { requireTrustedUrl } from '../trusted-url.js';
import { TokenCache, type TokenSource } from './token-cache.js';
import type { AccessToken } from './token-credential.js';

/** A source of tokens, and the one place where they go. */
export interface BearerTokenOptions extends TokenSource {
  /** The only origin that ever gets the token. */
  readonly origin: string;
}

/**
 * Adds a bearer token to requests to one origin; a request to any other origin fails before it is sent.
 * After a 401 one fresh token is tried, with the claims of the challenge if it has any. Where the service refuses the
 * token of another tenant, it is asked for from the tenant that the service names. A credential that gives none for that
 * tenant leaves the 401 as it is.
 */
export function withBearerToken(options: BearerTokenOptions): Policy {
  const tokens = new TokenCache(options);
  return (next) => async (request) => {
    requireTrustedUrl(request.url, options.origin, 'request');
    const first = await tokens.current(request.signal);
    const answer = await next(authorized(request, first));
    if (answer.status !== 401) return answer;
    const fresh = await freshToken(tokens, { used: first, answer, signal: request.signal });
    return fresh.token === first.token ? answer : next(authorized(request, fresh));
  };
}

interface RefusedToken {
  readonly used: AccessToken;
  readonly answer: TransportAnswer;
  readonly signal: AbortSignal | undefined;
}

/** The token that was used, where there is no other: the answer names the tenant that a person has to sign in to. */
async function freshToken(tokens: TokenCache, { used, answer, signal }: RefusedToken): Promise<AccessToken> {
  const { claims, tenantId, isWrongTenant } = readChallenge(answer);
  if (!isWrongTenant || tenantId === null) return tokens.refresh(used, { claims, tenantId: null }, signal);
  return tokens.refresh(used, { claims, tenantId }, signal).catch((error: unknown) => {
    if (CredentialError.isInstance(error)) return used;
    throw error;
  });
}

function authorized(request: TransportRequest, { token }: AccessToken): TransportRequest {
  return withHeader(request, 'authorization', `Bearer ${token}`);
}
