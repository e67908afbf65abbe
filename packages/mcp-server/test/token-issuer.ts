import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll } from 'vitest';
import { respondJson } from '../src/http/exchange/respond.js';

export const TENANT = '0f0e0d0c-1111-4222-8333-444455556666';
export const CLIENT_ID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
export const AUDIENCE: string = `api://${CLIENT_ID}`;
/** The client that tokens are issued to. */
export const CLIENT = 'cccccccc-dddd-4eee-8fff-000000000000';
export const OID = '12345678-1234-4234-8234-1234567890ab';

export interface TokenChanges {
  /** Members to change; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: { readonly alg?: string; readonly kid?: string };
  /** What signs instead of the authority's key. */
  readonly key?: CryptoKey | Uint8Array;
}

/** An authority of this test's own: it publishes its keys over HTTP, and signs what it is asked to. */
export async function startIssuer(nowMs: () => number) {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const keys = [{ ...jwk, kid: 'k1', use: 'sig', alg: 'RS256' }];
  const asked: string[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    respondJson(response, { status: state.status, body: { keys } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  afterAll(close);
  const sign = async ({ claims = {}, header = {}, key = privateKey }: TokenChanges = {}): Promise<string> => {
    const now = Math.floor(nowMs() / 1_000);
    const usual = {
      iss: `${url}/${TENANT}/v2.0`,
      aud: CLIENT_ID,
      tid: TENANT,
      oid: OID,
      azp: CLIENT,
      sub: 'pairwise',
      ver: '2.0',
      scp: 'Compute.ReadWrite',
      iat: now,
      nbf: now,
      exp: now + 3_600,
    };
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: 'k1', ...header })
      .sign(key);
  };
  return { url, asked, state, keys, publicKey, sign, close };
}

/** An unsigned token. */
export function unsigned(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'none' })}.${part(claims)}.`;
}
