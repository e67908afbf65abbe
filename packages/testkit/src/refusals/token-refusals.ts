import { ArmRefusal } from './arm-refusal.js';

/** How a challenge for claims is worded: by the RFC's own error, or by the one of an invalid token. */
export type ClaimsWording = 'insufficient-claims' | 'invalid-token';

/** Claims that ask for a token of a session that was not revoked (documented). */
const NEW_SESSION_CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1767225600"}}}';

/** Names the authentication context that MFA stands for (reported). */
export const MFA_CONTEXT = 'p1';

/** Claims that ask for a sign-in with more than one factor (reported). */
export const MFA_CLAIMS: string = `{"access_token":{"acrs":{"essential":true,"values":["${MFA_CONTEXT}"]}}}`;

/** No usable bearer token. Code and header: documented. `tenantId` is the one of the subscription, where one is known. */
export function unauthenticated(tenantId: string | null): ArmRefusal {
  return new ArmRefusal(401, 'AuthenticationFailed', {
    message: "The header 'Authorization' with a bearer token is missing.",
    headers: tokenChallenge("The 'Authorization' header is missing.", tenantId),
  });
}

/**
 * The header that goes with every 401. Its form, and that it names the tenant of the subscription: documented and
 * reported. Outside a subscription it names none.
 */
export function tokenChallenge(problem: string, tenantId: string | null): Readonly<Record<string, string>> {
  return {
    'WWW-Authenticate': `Bearer authorization_uri="${authorityOf(tenantId)}", error="invalid_token", error_description="${problem}"`,
  };
}

/** The token is one of another tenant. Code, key words and header: reported. */
export function wrongTenant(asked: string | null, tenantId: string): ArmRefusal {
  const issuer = asked === null ? '' : ` 'https://sts.windows.net/${asked}/'`;
  return new ArmRefusal(401, 'InvalidAuthenticationTokenTenant', {
    message: `The access token is from the wrong issuer${issuer}. It has to match the tenant 'https://sts.windows.net/${tenantId}/' of this subscription; its authority is '${authorityOf(tenantId)}'.`,
    headers: tokenChallenge(
      'The access token is from the wrong issuer. It has to match the tenant of this subscription.',
      tenantId,
    ),
  });
}

/** The token lacks claims: its session was revoked, or MFA is asked for. Both wordings of the header: reported. */
export function claimsChallenge(wording: ClaimsWording, claims: string = NEW_SESSION_CLAIMS): ArmRefusal {
  const header = {
    'insufficient-claims': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${btoa(claims)}"`,
    'invalid-token': `Bearer authorization_uri="${authorityOf(null)}", error="invalid_token", error_description="The session does not satisfy what is asked.", claims="${btoa(claims)}"`,
  }[wording];
  return new ArmRefusal(401, 'InvalidAuthenticationToken', {
    message: 'The token is not enough; ask for another one with the claims of the challenge.',
    headers: { 'WWW-Authenticate': header },
  });
}

function authorityOf(tenantId: string | null): string {
  return `https://login.windows.net/${tenantId ?? ''}`;
}
