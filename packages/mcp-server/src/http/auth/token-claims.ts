import * as z from 'zod';

const list = z.array(z.string()).catch([]);
const words = z
  .string()
  .transform((text) => text.split(' ').filter((word) => word !== ''))
  .nullable()
  .catch(null);

const word = z.string().optional().catch(undefined);

/** What is read of an access token of Entra ID, version 1.0 or 2.0. */
export const tokenClaims = z.looseObject({
  tid: z.string().toLowerCase(),
  /** The person, or the service principal of an application, that the token was issued for. */
  oid: z.string().toLowerCase(),
  /** What the person lets the client do; absent in a token that an application got for itself. */
  scp: words.default(null),
  roles: list.default([]),
  /** The client that the token was issued to, in version 2.0. */
  azp: word,
  /** The same in version 1.0. */
  appid: word,
  /** `app` in a token that an application got for itself, where the resource has asked for this claim. */
  idtyp: word,
});

/** The claims of an access token that count here. */
export type TokenClaims = z.output<typeof tokenClaims>;

/**
 * An ID token of a person has the same issuer, keys, audience and roles, so that without a scope it would pass for the
 * token of an application. It names no client (Microsoft's reference of the claims of ID tokens and access tokens).
 */
export function isAccessToken({ scp, azp, appid, idtyp }: TokenClaims): boolean {
  return scp !== null || azp !== undefined || appid !== undefined || idtyp === 'app';
}
