import { isJsonObject } from '../json.js';
import { guidFrom } from '../world/guid-source.js';

/** An object id is a GUID; a test may give its callers names. It goes into a header of the answer. */
const OBJECT_ID = /^[\w .@-]{1,128}$/;

/**
 * Who calls, by the bearer token: the `oid` claim if the token is a JWT that has a usable one, else a GUID made from
 * its text. Null without a token. Tokens are not verified: any will do.
 */
export function principalOf(authorization: string | null): string | null {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return null;
  return objectId(token) ?? guidFrom(token);
}

function objectId(token: string): string | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    const oid = isJsonObject(claims) ? claims['oid'] : undefined;
    return typeof oid === 'string' && OBJECT_ID.test(oid) ? oid : null;
  } catch {
    return null;
  }
}
