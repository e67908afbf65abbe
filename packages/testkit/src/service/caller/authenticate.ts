import {
  claimsChallenge,
  MFA_CLAIMS,
  MFA_CONTEXT,
  unauthenticated,
  wrongTenant,
} from '../../refusals/token-refusals.js';
import { TENANT_ID } from '../../world/tenant-id.js';
import type { World } from '../../world/world.js';
import type { RequestKind } from '../limits/throttle.js';
import type { ServiceModes } from '../modes/modes.js';
import type { AccessToken } from './access-token.js';

/** What decides about a token. */
export interface TokenUse {
  readonly token: AccessToken | null;
  readonly url: URL;
  readonly kind: RequestKind;
}

/** What a token is held against. */
export interface TokenRules {
  readonly modes: Pick<ServiceModes, 'tokenTenant' | 'claimsChallenge'>;
  readonly world: World;
}

/**
 * Who calls, by a token that is good for this request.
 *
 * @throws ArmRefusal 401, with the challenge that says which token would be good
 */
export function authenticate({ token, url, kind }: TokenUse, rules: TokenRules): AccessToken {
  const { modes, world } = rules;
  const subscription = subscriptionOf(url);
  const tenantId = subscription !== null && world.hasSubscription(subscription) ? TENANT_ID : null;
  if (token === null) throw unauthenticated(tenantId);
  if (tenantId !== null && isForeign(token, rules)) throw wrongTenant(token.tenantId, tenantId);
  if (modes.claimsChallenge !== 'never' && kind !== 'reads' && !token.contexts.includes(MFA_CONTEXT))
    throw claimsChallenge(modes.claimsChallenge, MFA_CLAIMS);
  return token;
}

/** Whether the token is one of another tenant, and that counts. */
export function isForeign({ tenantId }: AccessToken, { modes }: Pick<TokenRules, 'modes'>): boolean {
  return modes.tokenTenant === 'checked' && tenantId !== null && tenantId !== TENANT_ID;
}

/** The subscription of a path, as it stands there; null where it has none. */
export function subscriptionOf({ pathname }: URL): string | null {
  return /^\/+subscriptions\/([^/]+)/i.exec(pathname)?.[1] ?? null;
}
