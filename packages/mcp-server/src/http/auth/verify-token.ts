import type { Clock } from '@azureml-kubernetes/core';
import { createRemoteJWKSet, customFetch, decodeJwt, errors, jwtVerify } from 'jose';
import type { EntraSettings } from '../../configuration/entra-settings.js';
import { HttpRefusal } from '../exchange/http-refusal.js';
import { fetchKeys } from './fetch-keys.js';
import { audiencesOf, issuersOf, keysUrlOf } from './issuers.js';
import { isAccessToken, type TokenClaims, tokenClaims } from './token-claims.js';

/** Entra ID signs with nothing else. A list of one keeps a token from choosing how it is checked. */
const ALGORITHMS = ['RS256'];
const CLOCK_TOLERANCE_SECONDS = 60;
/** Keys are looked up this often, and sooner when a token names one that is not known (once in 30 seconds). */
const KEYS_MAX_AGE_MS = 12 * 60 * 60_000;

/** Why a token was not taken, in words that may be shown: nothing of the token is in them. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}

/** Checks an access token and gives its claims. */
export type VerifyToken = (token: string) => Promise<TokenClaims>;

/**
 * Checks signature, issuer, audience, tenant, kind and time of access tokens.
 * The function throws InvalidTokenError for a bad token, and HttpRefusal 503 while the keys cannot be had.
 */
export function createTokenVerifier(settings: EntraSettings, clock: Pick<Clock, 'now'>): VerifyToken {
  const keys = createRemoteJWKSet(keysUrlOf(settings), {
    cacheMaxAge: KEYS_MAX_AGE_MS,
    [customFetch]: fetchKeys,
  });
  const options = {
    algorithms: ALGORITHMS,
    issuer: [...issuersOf(settings)],
    audience: [...audiencesOf(settings)],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp', 'nbf', 'iss', 'aud', 'tid', 'oid'],
  };
  return async (token) => {
    const currentDate = new Date(clock.now());
    const verified = await jwtVerify(token, keys, { ...options, currentDate }).catch((error: unknown) => {
      throw explain(error);
    });
    const claims = tokenClaims.safeParse(verified.payload);
    if (!claims.success || claims.data.tid !== settings.tenant)
      throw new InvalidTokenError('The token was issued in another tenant');
    if (!isAccessToken(claims.data)) throw new InvalidTokenError('The token is not an access token');
    return claims.data;
  };
}

/** What a token says of itself, without any check of it; null when it cannot be read. */
export function readUncheckedClaims(token: string): TokenClaims | null {
  try {
    return tokenClaims.safeParse(decodeJwt(token)).data ?? null;
  } catch {
    return null;
  }
}

function explain(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new InvalidTokenError('The token has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new InvalidTokenError(CLAIM_PROBLEMS[error.claim] ?? `The token has no proper ${error.claim}`);
  if (error instanceof errors.JOSEError && !KEY_PROBLEMS.includes(error.code))
    return new InvalidTokenError('The token is not one that the tenant has signed');
  return new HttpRefusal(503, 'The keys that tokens are signed with cannot be had', {
    headers: { 'retry-after': '5' },
  });
}

const CLAIM_PROBLEMS: Readonly<Record<string, string>> = {
  aud: 'The token is for another audience',
  iss: 'The token comes from another issuer',
  nbf: 'The token is not valid yet',
};

/** What goes wrong with the keys' document, not with a token. */
const KEY_PROBLEMS: readonly string[] = [
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  errors.JOSEError.code,
];
