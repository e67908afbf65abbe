import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';
import { respondJson } from '../src/http/exchange/respond.js';
import { spawnHttp } from './spawn-http.js';
import { attachCall, createPost, initialize, sessionOf, toolCall } from './start-http.js';
import { CLIENT, CLIENT_ID, TENANT } from './token-issuer.js';

const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
const ANN = '00000000-0000-4000-8000-00000000000a';
const BEN = '00000000-0000-4000-8000-00000000000b';
const over: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).reverse()) await end();
});

/** An authority over HTTPS that gives a token for Azure to every caller who shows one for this application. */
async function startAuthority() {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig' }];
  const exchanged: URLSearchParams[] = [];
  const refused = new Set<string>();
  const server = createServer({ cert, key }, async (request, response) => {
    const base = `https://localhost:${portOf()}/${TENANT}`;
    if (request.url?.startsWith(`/${TENANT}/v2.0/.well-known/openid-configuration`)) {
      const token_endpoint = `${base}/oauth2/v2.0/token`;
      return respondJson(response, {
        status: 200,
        body: {
          issuer: `${base}/v2.0`,
          token_endpoint,
          authorization_endpoint: `${base}/authorize`,
          jwks_uri: `${base}/keys`,
        },
      });
    }
    if (request.url?.startsWith(`/${TENANT}/discovery/v2.0/keys`))
      return respondJson(response, { status: 200, body: { keys } });
    const form = new URLSearchParams(await text(request));
    exchanged.push(form);
    const { oid } = JSON.parse(
      Buffer.from(form.get('assertion')?.split('.')[1] ?? '', 'base64url').toString(),
    );
    if (refused.has(oid))
      return respondJson(response, {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'AADSTS65001: no consent' },
      });
    const body = {
      token_type: 'Bearer',
      expires_in: 3_600,
      ext_expires_in: 3_600,
      access_token: `azure-of-${oid}`,
    };
    respondJson(response, { status: 200, body });
  });
  const portOf = () => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  over.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const url = `https://localhost:${portOf()}`;
  const sign = async (oid: string, claims: object = {}) => {
    const now = Math.floor(Date.now() / 1_000);
    const usual = {
      iss: `${url}/${TENANT}/v2.0`,
      aud: CLIENT_ID,
      tid: TENANT,
      oid,
      azp: CLIENT,
      scp: 'Compute.ReadWrite',
    };
    return new SignJWT({ ...usual, iat: now, nbf: now, exp: now + 3_600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(privateKey);
  };
  return { url, cert, exchanged, refused, sign };
}

/** The built program, a fake of Azure that notes which token comes with each request, and an authority. */
async function start(args: readonly string[] = [], refuse: (request: Request) => boolean = () => false) {
  const authority = await startAuthority();
  const service = new FakeComputeService({ strict: true, seed: 'demo' });
  const tokens: string[] = [];
  const fake = await startFakeServer({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      tokens.push(request.headers.get('authorization') ?? '');
      if (refuse(request)) return Response.json({ error: { code: 'AuthorizationFailed' } }, { status: 403 });
      return service.fetch(request);
    },
  });
  over.push(() => fake.close());
  const folder = mkdtempSync(join(tmpdir(), 'obo-'));
  over.push(async () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  const auth = [
    '--auth',
    'entra',
    '--auth-tenant',
    TENANT,
    '--auth-audience',
    CLIENT_ID,
    '--auth-authority',
    authority.url,
  ];
  const server = await spawnHttp(
    ['--workspace', workspace, '--arm-endpoint', fake.url, ...auth, '--downstream', 'obo', ...args],
    {
      env: {
        NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
        AZURE_CLIENT_ID: CLIENT_ID,
        AZURE_CLIENT_SECRET: 'secret-of-the-application',
      },
    },
  );
  over.push(async () => {
    server.child.kill('SIGKILL');
    await server.exited();
  });
  const post = createPost(server.url);
  const bearer = async (oid: string, claims: object = {}) => ({
    authorization: `Bearer ${await authority.sign(oid, claims)}`,
  });
  const open = async (oid: string) => {
    const headers = await bearer(oid);
    return { ...headers, ...sessionOf(await post(initialize, headers)) };
  };
  return { authority, service, tokens, server, post, bearer, open };
}

describe('on behalf of its callers, the built program', () => {
  it('calls Azure as each of them, and never as another', async () => {
    const { authority, tokens, server, post, open } = await start();
    const [ann, ben] = [await open(ANN), await open(BEN)];
    await Promise.all([post(toolCall('compute_list'), ann), post(toolCall('compute_list'), ben)]);
    expect([...tokens].sort()).toEqual([`Bearer azure-of-${ANN}`, `Bearer azure-of-${BEN}`]);
    tokens.length = 0;
    expect((await post(attachCall, ben)).json).toMatchObject({
      result: { structuredContent: { outcome: 'started' } },
    });
    expect(new Set(tokens)).toEqual(new Set([`Bearer azure-of-${BEN}`]));
    expect(authority.exchanged).toHaveLength(2);
    expect(Object.fromEntries(authority.exchanged[0] ?? [])).toMatchObject({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      client_id: CLIENT_ID,
      client_secret: 'secret-of-the-application',
      scope: expect.stringContaining('/.default'),
    });
    for (const secret of ['secret-of-the-application', 'azure-of-', ann.authorization.slice(-20)])
      expect(server.stderr() + server.stdout()).not.toContain(secret);
  });

  it('exchanges the renewed token of a caller, in the session that is there', async () => {
    const { authority, post, bearer, open } = await start();
    const ann = await open(ANN);
    authority.refused.add(ANN);
    expect((await post(toolCall('compute_list'), ann)).json).toMatchObject({
      result: {
        isError: true,
        structuredContent: {
          code: 'credential',
          hint: expect.stringContaining('Sign in to this server again'),
        },
      },
    });
    authority.refused.delete(ANN);
    const renewed = { ...ann, ...(await bearer(ANN, { exp: Math.floor(Date.now() / 1_000) + 7_200 })) };
    expect((await post(toolCall('compute_list'), renewed)).json).toMatchObject({
      result: { structuredContent: { total: 0 } },
    });
    const [first, second] = authority.exchanged.map((form) => form.get('assertion'));
    expect(`Bearer ${first}`).toBe(ann.authorization);
    expect(`Bearer ${second}`).toBe(renewed.authorization);
  });

  it('calls Azure as the caller when it has no sessions', async () => {
    const { tokens, post, bearer } = await start(['--http-stateless']);
    const [ann, ben] = [await bearer(ANN), await bearer(BEN)];
    for (const caller of [ann, ben, ann]) await post(toolCall('compute_list'), caller);
    expect(tokens).toEqual([ANN, BEN, ANN].map((oid) => `Bearer azure-of-${oid}`));
  });

  it('finds the clusters that each of them may read, and never shows them to another', async () => {
    const isRefused = ({ url, headers }: Request) =>
      /clusters|ResourceGraph/i.test(url) && headers.get('authorization') === `Bearer azure-of-${BEN}`;
    const { tokens, post, open } = await start([], isRefused);
    const [ann, ben] = [await open(ANN), await open(BEN)];
    for (let round = 0; round < 2; round += 1) {
      const answers = await Promise.all([ann, ben].map((caller) => post(toolCall('cluster_list'), caller)));
      expect(answers.map(({ json }) => json)).toMatchObject([
        { result: { structuredContent: { total: 3 } } },
        {
          result: {
            structuredContent: { total: 0, not_read: [{ code: 'forbidden' }, { code: 'forbidden' }] },
          },
        },
      ]);
    }
    const ofAnn = tokens.filter((token) => token === `Bearer azure-of-${ANN}`).length;
    expect([ofAnn > 0, tokens.length - ofAnn > 0]).toEqual([true, true]);
  });

  it('takes no token of an application', async () => {
    const { post, bearer } = await start();
    const headers = await bearer(ANN, { scp: undefined, roles: ['Compute.ReadWrite.All'] });
    expect((await post(initialize, headers)).status).toBe(403);
  });
});
