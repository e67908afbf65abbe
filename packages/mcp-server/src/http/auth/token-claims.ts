import * as z from 'zod';

const list = z.array(z.string()).catch([]);
const words = z
  .string()
  .transform((text) => text.split(' ').filter((word) => word !== ''))
  .nullable()
  .catch(null);

/** What is read of an access token of Entra ID, version 1.0 or 2.0. */
export const tokenClaims = z.looseObject({
  tid: z.string().toLowerCase(),
  /** The person, or the service principal of an application, that the token was issued for. */
  oid: z.string().toLowerCase(),
  /** What the person lets the client do; absent in a token that an application got for itself. */
  scp: words.default(null),
  roles: list.default([]),
});

export type TokenClaims = z.output<typeof tokenClaims>;
