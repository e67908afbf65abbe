import { createServer, type ServerResponse } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listen } from './listen.ts';
import type { Stage } from './stage.ts';

/** The tenant whose tokens count. */
const TENANT = '0f0e0d0c-1111-4222-8333-444455556666';
/** The application that tokens are for. */
export const APPLICATION = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

/** What a token says instead of the usual; a member that is undefined is left out. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>> & { readonly alg?: string };
  readonly key?: CryptoKey | Uint8Array;
}

/** An authority under the control of an attack. */
export type Issuer = Awaited<ReturnType<typeof startIssuer>>;

/** Starts an authority that publishes its keys and signs what it is asked to. */
export async function startIssuer(stage: Stage, answerKeys?: (response: ServerResponse) => void) {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'RS256' }];
  const server = createServer((_request, response) => {
    if (answerKeys !== undefined) return answerKeys(response);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  });
  const url = `http://${await listen(stage, server)}`;
  const now = Math.floor(Date.now() / 1_000);
  const usual = {
    iss: `${url}/${TENANT}/v2.0`,
    aud: APPLICATION,
    tid: TENANT,
    oid: '12345678-1234-4234-8234-1234567890ab',
    azp: 'cccccccc-dddd-4eee-8fff-000000000000',
    sub: 'pairwise',
    ver: '2.0',
    scp: 'Compute.ReadWrite',
    iat: now,
    nbf: now,
    exp: now + 3_600,
  };
  return {
    url,
    usual,
    privateKey,
    publicKey,
    /** The flags that make the server ask for its tokens. */
    args: [
      '--auth',
      'entra',
      '--auth-tenant',
      TENANT,
      '--auth-audience',
      APPLICATION,
      '--auth-authority',
      url,
    ],
    sign: ({ claims = {}, header = {}, key = privateKey }: TokenChanges = {}): Promise<string> =>
      new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ typ: 'JWT', kid: 'k1', ...header, alg: header.alg ?? 'RS256' })
        .sign(key),
  };
}
