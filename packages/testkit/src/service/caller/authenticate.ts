import { claimsChallenge, MFA_CLAIMS, unauthenticated, wrongTenant } from '../../refusals/token-refusals.js';
import { TENANT_ID } from '../../world/tenant-id.js';
import type { ServiceContext } from '../arm-call.js';
import type { RequestKind } from '../throttle.js';
import type { AccessToken } from './access-token.js';

/** What decides about a token. */
export interface TokenUse {
  readonly token: AccessToken | null;
  readonly url: URL;
  readonly kind: RequestKind;
}

/** Names the authentication context that MFA stands for. */
const MFA_CONTEXT = 'p1';

/**
 * Who calls, by a token that is good for this request.
 *
 * @throws ArmRefusal 401, with the challenge that says which token would be good
 */
export function authenticate({ token, url, kind }: TokenUse, service: ServiceContext): AccessToken {
  const { modes, world } = service;
  const subscription = subscriptionOf(url);
  const tenantId = subscription !== null && world.hasSubscription(subscription) ? TENANT_ID : null;
  if (token === null) throw unauthenticated(tenantId);
  if (tenantId !== null && isForeign(token, service)) throw wrongTenant(token.tenantId, tenantId);
  if (modes.claimsChallenge !== 'never' && kind !== 'reads' && !token.contexts.includes(MFA_CONTEXT))
    throw claimsChallenge(modes.claimsChallenge, MFA_CLAIMS);
  return token;
}

/** Whether the token is one of another tenant, and that counts. */
export function isForeign({ tenantId }: AccessToken, { modes }: ServiceContext): boolean {
  return modes.tokenTenant === 'checked' && tenantId !== null && tenantId !== TENANT_ID;
}

/** The subscription of a path, as it stands there; null where it has none. */
export function subscriptionOf({ pathname }: URL): string | null {
  return /^\/+subscriptions\/([^/]+)/i.exec(pathname)?.[1] ?? null;
}
