import { isJsonObject, type JsonObject } from '../../json.js';
import { guidFrom } from '../../world/guid-source.js';

/** An object id is a GUID; a test may give its callers names. It goes into a header of the answer. */
const OBJECT_ID = /^[\w .@-]{1,128}$/;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the bearer token says about the caller. Tokens are not verified. */
export interface AccessToken {
  /** Who calls: the claim `oid` of a JWT that has a usable one, else a GUID made from the text of the token. */
  readonly principal: string;
  /** The claim `tid`, in lower case; null where the token is no JWT or has none. */
  readonly tenantId: string | null;
  /** The claim `acrs`: authentication contexts that the caller has satisfied. `p1` stands for MFA (reported). */
  readonly contexts: readonly string[];
}

/** Stands for the token of a request that needs none. */
export const ANONYMOUS: AccessToken = { principal: '', tenantId: null, contexts: [] };

/** Reads the header `Authorization`. Null without a bearer token. */
export function parseAccessToken(authorization: string | null): AccessToken | null {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return null;
  const { oid, tid, acrs } = claimsOf(token);
  return {
    principal: typeof oid === 'string' && OBJECT_ID.test(oid) ? oid : guidFrom(token),
    tenantId: typeof tid === 'string' && GUID.test(tid) ? tid.toLowerCase() : null,
    contexts: Array.isArray(acrs) ? acrs.filter((context) => typeof context === 'string') : [],
  };
}

function claimsOf(token: string): JsonObject {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    return isJsonObject(claims) ? claims : {};
  } catch {
    return {};
  }
}
