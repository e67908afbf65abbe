import {
  discoverOAuthProtectedResourceMetadata,
  extractWWWAuthenticateParams,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { checkResourceAllowed } from '@modelcontextprotocol/sdk/shared/auth-utils.js';
import { exportSPKI, generateKeyPair } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { challengeOf, issuer, NOW_MS, startGuarded } from './start-guarded.js';
import { initialize, send, sessionOf } from './start-http.js';
import { AUDIENCE, CLIENT, CLIENT_ID, OID, TENANT, unsigned } from './token-issuer.js';

const NOW = NOW_MS / 1_000;
const OTHER = '99999999-9999-4999-8999-999999999999';
const APPLICATION = { scp: undefined, roles: ['Compute.Read.All'] };
const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

describe('a token is refused', () => {
  const cases: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
    [
      'of another issuer',
      () => issuer.sign({ claims: { iss: `https://login.example.com/${TENANT}/v2.0` } }),
      /another issuer/,
    ],
    [
      'of another tenant of the same authority',
      () => issuer.sign({ claims: { iss: `${issuer.url}/${OTHER}/v2.0`, tid: OTHER } }),
      /another issuer/,
    ],
    ['that says it is of another tenant', () => issuer.sign({ claims: { tid: OTHER } }), /another tenant/],
    [
      'for another audience',
      () => issuer.sign({ claims: { aud: 'https://management.azure.com' } }),
      /another audience/,
    ],
    ['that has expired', () => issuer.sign({ claims: { exp: NOW - 61 } }), /expired/],
    ['that is not valid yet', () => issuer.sign({ claims: { nbf: NOW + 61 } }), /not valid yet/],
    ['that never expires', () => issuer.sign({ claims: { exp: undefined } }), /no proper exp/],
    [
      'that only says who signed in, whatever the roles of that person',
      () =>
        issuer.sign({
          claims: { azp: undefined, scp: undefined, nonce: 'n', roles: ['Compute.ReadWrite.All'] },
        }),
      /not an access token/,
    ],
    ['without a subject', () => issuer.sign({ claims: { oid: undefined } }), /no proper oid/],
    [
      'that is unsigned',
      async () => unsigned({ ...usualClaims(), aud: CLIENT_ID }),
      /not one that the tenant/,
    ],
    [
      'signed with a foreign key',
      async () => issuer.sign({ key: (await generateKeyPair('RS256')).privateKey }),
      /not one that the tenant/,
    ],
    ['signed with the public key as a secret', signedWithPublicKey, /not one that the tenant/],
    ['of an unknown key', () => issuer.sign({ header: { kid: 'k2' } }), /not one that the tenant/],
    [
      'with a broken signature',
      async () => `${(await issuer.sign()).slice(0, -8)}AAAAAAAA`,
      /not one that the tenant/,
    ],
    ['that is no token', async () => 'garbage', /not one that the tenant/],
    ['with too many parts', async () => `${await issuer.sign()}.x.y`, /not one that the tenant/],
  ];

  it.each(cases)('%s', async (_, token, reason) => {
    const { open, callers } = await startGuarded();
    const answer = await open(await token());
    expect(answer.status).toBe(401);
    expect(challengeOf(answer)).toMatch(/^Bearer error="invalid_token", error_description="/);
    expect(challengeOf(answer)).toMatch(reason);
    expect(challengeOf(answer)).toContain('resource_metadata="http://127.0.0.1:');
    expect(answer.json).toMatchObject({
      jsonrpc: '2.0',
      id: null,
      error: { message: expect.stringMatching(reason) },
    });
    expect(callers).toEqual([]);
  });

  async function signedWithPublicKey(): Promise<string> {
    const secret = new TextEncoder().encode(await exportSPKI(issuer.publicKey));
    return issuer.sign({ header: { alg: 'HS256' }, key: secret });
  }

  function usualClaims(): object {
    return {
      iss: `${issuer.url}/${TENANT}/v2.0`,
      tid: TENANT,
      oid: OID,
      nbf: NOW,
      exp: NOW + 60,
      scp: 'Compute.Read',
    };
  }

  it('when it is missing, and the answer says where to get one, and for what', async () => {
    const { url, post } = await startGuarded();
    const answer = await post(initialize);
    const metadataUrl = `${new URL(url).origin}/.well-known/oauth-protected-resource/mcp`;
    expect(answer.status).toBe(401);
    expect(challengeOf(answer)).toBe(
      `Bearer scope="${AUDIENCE}/Compute.Read ${AUDIENCE}/Compute.ReadWrite", resource_metadata="${metadataUrl}"`,
    );
    for (const path of [
      '/.well-known/oauth-protected-resource',
      '/.well-known/oauth-protected-resource/mcp',
    ]) {
      const metadata = await send(new URL(path, url).href, { method: 'GET' });
      expect(metadata.json).toEqual({
        resource: url,
        authorization_servers: [`${issuer.url}/${TENANT}/v2.0`],
        scopes_supported: [`${AUDIENCE}/Compute.Read`, `${AUDIENCE}/Compute.ReadWrite`],
        bearer_methods_supported: ['header'],
        resource_name: 'Azure ML Kubernetes computes',
      });
      expect(metadata.headers['access-control-allow-origin']).toBe('*');
      const preflight = await send(new URL(path, url).href, { method: 'OPTIONS' });
      expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': '*' } });
    }
  });

  it('in words that the client of the SDK finds its way by', async () => {
    const { url } = await startGuarded();
    const refused = await fetch(url, { method: 'POST' });
    const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(refused);
    expect(scope).toBe(`${AUDIENCE}/Compute.Read ${AUDIENCE}/Compute.ReadWrite`);
    const metadata = await discoverOAuthProtectedResourceMetadata(url, {
      resourceMetadataUrl: resourceMetadataUrl ?? '',
    });
    expect(metadata.authorization_servers).toEqual([`${issuer.url}/${TENANT}/v2.0`]);
    expect(checkResourceAllowed({ requestedResource: url, configuredResource: metadata.resource })).toBe(
      true,
    );
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic dXNlcjpwYXNz', 'Bearer a b', 'Bearer "x"'])(
    'when the header is %j',
    async (authorization) => {
      const { post } = await startGuarded();
      expect((await post(initialize, { authorization })).status).toBe(401);
    },
  );

  it('before the body is looked at', async () => {
    const { post } = await startGuarded();
    expect((await post('{')).status).toBe(401);
  });

  it('on every method and in every session', async () => {
    const { url, open, post } = await startGuarded();
    const session = sessionOf(await open({}));
    expect((await post(list, session)).status).toBe(401);
    for (const method of ['GET', 'DELETE'])
      expect((await send(url, { method, headers: session })).status).toBe(401);
  });
});

describe('a token is taken', () => {
  it.each([
    ['version 2.0, by client id', {}],
    [
      'version 1.0, by App ID URI',
      {
        aud: AUDIENCE,
        iss: `https://sts.windows.net/${TENANT}/`,
        ver: '1.0',
        azp: undefined,
        appid: CLIENT,
      },
    ],
    ['that expired within the tolerance of clocks', { exp: NOW - 59 }],
    ['of an application, by its role', APPLICATION],
    ['of an application, version 1.0', { ...APPLICATION, azp: undefined, appid: CLIENT }],
    ['of an application that is only said to be one', { ...APPLICATION, azp: undefined, idtyp: 'app' }],
  ])('%s', async (_, claims) => {
    const { open, callers } = await startGuarded();
    expect((await open({ claims })).status).toBe(200);
    expect(callers).toMatchObject([{ principal: `${TENANT}/${OID}` }]);
  });

  it('with the URL that clients know, where there is a proxy', async () => {
    const { url, post } = await startGuarded({}, { publicUrl: 'https://mcp.example.com/compute/mcp' });
    const metadataUrl = 'https://mcp.example.com/.well-known/oauth-protected-resource/compute/mcp';
    expect(challengeOf(await post(initialize))).toContain(`resource_metadata="${metadataUrl}"`);
    const served = await send(new URL(new URL(metadataUrl).pathname, url).href, { method: 'GET' });
    expect(served.json).toMatchObject({ resource: 'https://mcp.example.com/compute/mcp' });
  });

  it('with scopes of that URL, where it is an audience: Entra ID refuses a resource with scopes of another', async () => {
    const publicUrl = 'https://mcp.example.com/mcp';
    const { url, post, open } = await startGuarded({ audiences: [CLIENT_ID, publicUrl] }, { publicUrl });
    expect(challengeOf(await post(initialize))).toContain(
      `scope="${publicUrl}/Compute.Read ${publicUrl}/Compute.ReadWrite"`,
    );
    const served = await send(new URL('/.well-known/oauth-protected-resource/mcp', url).href, {
      method: 'GET',
    });
    expect(served.json).toMatchObject({
      resource: publicUrl,
      scopes_supported: [`${publicUrl}/Compute.Read`, `${publicUrl}/Compute.ReadWrite`],
    });
    for (const aud of [CLIENT_ID, publicUrl]) expect((await open({ claims: { aud } })).status).toBe(200);
  });

  it('by keys that are asked for once, and again for an unknown one only after a while', async () => {
    const { open } = await startGuarded();
    issuer.asked.length = 0;
    await open({});
    await open({});
    await open({ header: { kid: 'k3' } });
    const keys = `/${TENANT}/discovery/v2.0/keys`;
    expect(issuer.asked).toEqual([keys]);
    // The library that keeps the keys goes by the system's clock.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30_000 });
    await open({ header: { kid: 'k4' } });
    await open({ header: { kid: 'k5' } });
    vi.useRealTimers();
    expect(issuer.asked).toEqual([keys, keys]);
  });

  it('never while the keys cannot be had', async () => {
    const { open } = await startGuarded();
    issuer.state.status = 500;
    const answer = await open({});
    issuer.state.status = 200;
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect((await open({})).status).toBe(200);
  });
});
