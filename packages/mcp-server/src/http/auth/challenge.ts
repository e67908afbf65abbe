import { HttpRefusal } from '../exchange/http-refusal.js';

/** Why a token is not good enough (RFC 6750, section 3.1). */
type BearerErrorCode = 'invalid_token' | 'insufficient_scope';

/** What a challenge tells a client. */
export interface ChallengeOptions {
  /** Where the metadata of this resource is (RFC 9728). */
  readonly metadataUrl: string;
  /** The scopes to ask a token for. */
  readonly scopes: readonly string[];
}

/** The refusal of a request that carries no token. */
export function tokenMissing(options: ChallengeOptions): HttpRefusal {
  return challenge(401, 'A bearer token of Microsoft Entra ID is needed', options);
}

/** The refusal of a token that is not genuine, not for this server, or not valid now. */
export function tokenRefused(reason: string, options: ChallengeOptions): HttpRefusal {
  return challenge(401, reason, { ...options, error: 'invalid_token' });
}

/** The refusal of a genuine token that does not allow what was asked. */
export function scopeMissing(reason: string, options: ChallengeOptions): HttpRefusal {
  return challenge(403, reason, { ...options, error: 'insufficient_scope' });
}

function challenge(
  status: 401 | 403,
  reason: string,
  { metadataUrl, scopes, error }: ChallengeOptions & { readonly error?: BearerErrorCode },
): HttpRefusal {
  const parameters = {
    ...(error === undefined ? {} : { error, error_description: reason }),
    scope: scopes.join(' '),
    resource_metadata: metadataUrl,
  };
  const list = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return new HttpRefusal(status, reason, { headers: { 'www-authenticate': `Bearer ${list.join(', ')}` } });
}
