import { ComputeTargetError } from '../errors/compute-target-error.js';
import { CredentialError } from '../errors/credential-error.js';
import type { Clock } from '../runtime/clock.js';
import type { AccessToken, TokenCredential } from './token-credential.js';
import { type Policy, resendable } from './transport.js';
import { requireTrustedUrl } from './trusted-url.js';

/** A token is replaced this long before it expires, so that none expires on its way. */
const REFRESH_BEFORE_EXPIRY_MS = 2 * 60_000;

export interface BearerTokenOptions {
  readonly credential: TokenCredential;
  readonly scope: string;
  /** The only origin that ever gets the token. */
  readonly origin: string;
  readonly clock: Clock;
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

interface TokenCache {
  current(signal: AbortSignal): Promise<AccessToken>;
  /** A token other than `used`, unless the credential has no other. */
  refresh(used: AccessToken, claims: string | null, signal: AbortSignal): Promise<AccessToken>;
}

/**
 * Callers that need a token at the same time share one request for it, unless they have other claims to meet. Where
 * a renewal fails ahead of time, the token that is held serves until its end.
 */
function createTokenCache({ credential, scope, clock }: BearerTokenOptions): TokenCache {
  let held: AccessToken | null = null;
  const pending = new Map<string | null, Promise<AccessToken>>();

  const renew = (claims: string | null): Promise<AccessToken> => {
    const known = pending.get(claims);
    if (known !== undefined) return known;
    const asked = requestToken(credential, scope, claims)
      .then((token) => {
        held = token;
        return token;
      })
      .finally(() => pending.delete(claims));
    pending.set(claims, asked);
    return asked;
  };

  return {
    current: async (signal) => {
      const before = held;
      if (before !== null && !isStale(before, clock.now())) return before;
      try {
        return await abortable(renew(null), signal);
      } catch (error) {
        if (signal.aborted || before === null || clock.now() >= before.expiresOnTimestamp) throw error;
        return before;
      }
    },
    refresh: (used, claims, signal) =>
      held !== null && held.token !== used.token ? Promise.resolve(held) : abortable(renew(claims), signal),
  };
}

function isStale({ expiresOnTimestamp, refreshAfterTimestamp }: AccessToken, now: number): boolean {
  return now >= Math.min(expiresOnTimestamp - REFRESH_BEFORE_EXPIRY_MS, refreshAfterTimestamp ?? Infinity);
}

async function requestToken(
  credential: TokenCredential,
  scope: string,
  claims: string | null,
): Promise<AccessToken> {
  try {
    const token = await credential.getToken(scope, claims === null ? {} : { claims });
    if (token !== null && token.token !== '') return token;
  } catch (cause) {
    throw ComputeTargetError.isInstance(cause) ? cause : noToken(scope, cause);
  }
  throw noToken(scope, undefined);
}

function noToken(scope: string, cause: unknown): CredentialError {
  return new CredentialError(`the credential gave no token for ${scope}`, {
    hint: 'Sign in (az login), or configure the workload identity, managed identity or service principal to use',
    cause,
  });
}

/** Waits for a shared promise without being bound to it. */
function abortable<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
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
