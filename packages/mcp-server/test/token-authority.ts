import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';
import { respondJson } from '../src/http/exchange/respond.js';

/** What the authority answers to a request for a token: an error of Microsoft Entra ID, or null for a token. */
export type TokenRefusal = { readonly error: string; readonly description: string } | null;

export interface TokenAuthority {
  /** Origin, over https. */
  readonly url: string;
  /** What makes a process trust it. */
  readonly env: Readonly<Record<string, string>>;
  /** The requests for tokens: the tenant, and the form. */
  readonly asked: { readonly tenant: string; readonly form: URLSearchParams }[];
  /** What it answers from now on. */
  refuse(refusal: TokenRefusal): void;
  close(): Promise<void>;
}

/** An authority over https on this machine, as @azure/identity asks it: metadata of a tenant, and tokens. */
export async function startTokenAuthority(): Promise<TokenAuthority> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  writeFileSync(join(folder, 'ca.pem'), cert);
  const asked: { tenant: string; form: URLSearchParams }[] = [];
  let refusal: TokenRefusal = null;
  const server = createServer({ cert, key }, async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const tenant = path.split('/')[1] ?? '';
    const base = `${url}/${tenant}`;
    if (path.endsWith('/.well-known/openid-configuration')) {
      const body = {
        issuer: `${base}/v2.0`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      };
      return respondJson(response, { status: 200, body });
    }
    asked.push({ tenant, form: new URLSearchParams(await text(request)) });
    if (refusal !== null) {
      const { error, description } = refusal;
      return respondJson(response, { status: 401, body: { error, error_description: description } });
    }
    const access_token = `token-${asked.length}-of-${tenant}`;
    respondJson(response, { status: 200, body: { token_type: 'Bearer', expires_in: 3_600, access_token } });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const url = `https://localhost:${typeof address === 'object' ? address?.port : 0}`;
  return {
    url,
    env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    asked,
    refuse: (next) => {
      refusal = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        rmSync(folder, { recursive: true, force: true });
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
