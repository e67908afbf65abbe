import {
  discoverOAuthProtectedResourceMetadata,
  extractWWWAuthenticateParams,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { checkResourceAllowed } from '@modelcontextprotocol/sdk/shared/auth-utils.js';
import { exportSPKI, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { EntraSettings } from '../src/http/auth/entra-settings.js';
import type { HttpConfig } from '../src/http/http-config.js';
import { attachCall, initialize, send, sessionOf, startHttp, toolCall } from './start-http.js';
import {
  AUDIENCE,
  CLIENT,
  CLIENT_ID,
  OID,
  startIssuer,
  TENANT,
  type TokenChanges,
  unsigned,
} from './token-issuer.js';

/** The wall time at which the manual clock stands. */
const NOW_MS = Date.UTC(2026, 0, 1);
const NOW = NOW_MS / 1_000;
const OTHER = '99999999-9999-4999-8999-999999999999';
const APPLICATION = { scp: undefined, roles: ['Compute.Read.All'] };
const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

type Issuer = Awaited<ReturnType<typeof startIssuer>>;
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer(() => NOW_MS);
});

function settings(changes: Partial<EntraSettings> = {}): EntraSettings {
  return {
    tenant: TENANT,
    audiences: [AUDIENCE],
    authority: issuer.url,
    permissions: {
      read: ['Compute.Read', 'Compute.Read.All'],
      write: ['Compute.ReadWrite', 'Compute.ReadWrite.All'],
    },
    requireRoles: false,
    peopleOnly: false,
    ...changes,
  };
}

async function start(changes: Partial<EntraSettings> = {}, config: Partial<HttpConfig> = {}) {
  const http = await startHttp({ auth: settings(changes), ...config });
  const as = async (token: TokenChanges | string) => ({
    authorization: `Bearer ${typeof token === 'string' ? token : await issuer.sign(token)}`,
  });
  const open = async (token: TokenChanges | string) => http.post(initialize, await as(token));
  return { ...http, as, open };
}

function challengeOf({ headers }: { readonly headers: Readonly<Record<string, unknown>> }): string {
  return String(headers['www-authenticate']);
}

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
    ['of nobody', () => issuer.sign({ claims: { oid: undefined } }), /no proper oid/],
    [
      'that nobody has signed',
      async () => unsigned({ ...usualClaims(), aud: CLIENT_ID }),
      /not one that the tenant/,
    ],
    [
      'signed with a key of somebody else',
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
    ['that is none', async () => 'garbage', /not one that the tenant/],
    ['with too many parts', async () => `${await issuer.sign()}.x.y`, /not one that the tenant/],
  ];

  it.each(cases)('%s', async (_, token, reason) => {
    const { open, callers } = await start();
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

  it('or none is there at all: then the answer says where to get one, and for what', async () => {
    const { url, post } = await start();
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
    const { url } = await start();
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
      const { post } = await start();
      expect((await post(initialize, { authorization })).status).toBe(401);
    },
  );

  it('before the body is looked at', async () => {
    const { post } = await start();
    expect((await post('{')).status).toBe(401);
  });

  it('on every method and in every session', async () => {
    const { url, open, post } = await start();
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
    const { open, callers } = await start();
    expect((await open({ claims })).status).toBe(200);
    expect(callers).toMatchObject([{ principal: `${TENANT}/${OID}` }]);
  });

  it('with the URL that clients know, where there is a proxy', async () => {
    const { url, post } = await start({}, { publicUrl: 'https://mcp.example.com/compute/mcp' });
    const metadataUrl = 'https://mcp.example.com/.well-known/oauth-protected-resource/compute/mcp';
    expect(challengeOf(await post(initialize))).toContain(`resource_metadata="${metadataUrl}"`);
    const served = await send(new URL(new URL(metadataUrl).pathname, url).href, { method: 'GET' });
    expect(served.json).toMatchObject({ resource: 'https://mcp.example.com/compute/mcp' });
  });

  it('by keys that are asked for once, and again for an unknown one only after a while', async () => {
    const { open } = await start();
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
    const { open } = await start();
    issuer.state.status = 500;
    const answer = await open({});
    issuer.state.status = 200;
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect((await open({})).status).toBe(200);
  });
});

describe('what a caller may do', () => {
  it('is nothing without a scope or a role of this application', async () => {
    const { open } = await start();
    for (const claims of [
      { scp: 'User.Read openid' },
      { scp: undefined },
      { scp: undefined, roles: ['Owner'] },
      { scp: 7 },
    ]) {
      const answer = await open({ claims });
      expect(answer.status).toBe(403);
      expect(challengeOf(answer)).toMatch(/error="insufficient_scope".*scope="api:/);
    }
  });

  it('is to read, with a scope for that: no tool that writes is listed or can be called', async () => {
    const { service, as, open, post } = await start();
    const reader = { claims: { scp: 'Compute.Read' } };
    const session = { ...sessionOf(await open(reader)), ...(await as(reader)) };
    const listed = JSON.stringify((await post(list, session)).json);
    expect(listed).toContain('compute_get_status');
    expect(listed).not.toMatch(/"compute_(?:attach|detach)"/);
    expect((await post(toolCall('compute_list'), session)).json).toMatchObject({
      result: { structuredContent: { total: 0 } },
    });
    for (const body of [attachCall, toolCall('compute_detach', { name: 'gpu' }), [list, attachCall]]) {
      const answer = await post(body, session);
      expect(answer.status).toBe(403);
      expect(challengeOf(answer)).toContain('error="insufficient_scope"');
      expect(challengeOf(answer)).toContain(`${AUDIENCE}/Compute.ReadWrite`);
    }
    expect(service.control.requests.entries({ method: 'PUT' })).toEqual([]);
  });

  it('is to write, with a scope for that', async () => {
    const { as, open, post } = await start();
    const session = { ...sessionOf(await open({})), ...(await as({})) };
    expect((await post(attachCall, session)).json).toMatchObject({
      result: { structuredContent: { outcome: 'started' } },
    });
  });

  it('needs a role, too, where roles are required', async () => {
    const { open } = await start({ requireRoles: true });
    expect((await open({})).status).toBe(403);
    expect((await open({ claims: { roles: ['Compute.Read.All'] } })).status).toBe(200);
  });

  it('is for people only, where Azure is called on their behalf', async () => {
    const { open } = await start({ peopleOnly: true });
    expect((await open({ claims: { scp: undefined, roles: ['Compute.ReadWrite.All'] } })).status).toBe(403);
    expect((await open({})).status).toBe(200);
  });
});

describe('a session', () => {
  it('belongs to its caller: for anybody else it does not exist', async () => {
    const { url, as, open, post } = await start();
    const session = sessionOf(await open({}));
    const stranger = { ...session, ...(await as({ claims: { oid: OTHER } })) };
    const unknown = await post(list, { ...stranger, 'mcp-session-id': OTHER });
    const refused = await post(list, stranger);
    expect(refused.status).toBe(404);
    expect(refused.text).toBe(unknown.text);
    for (const method of ['GET', 'DELETE'])
      expect((await send(url, { method, headers: stranger })).status).toBe(404);
    expect((await post(list, { ...session, ...(await as({})) })).status).toBe(200);
  });

  it('that is idle makes room for somebody new, the oldest of whoever holds the most', async () => {
    const { clock, as, open, post } = await start({}, { maxSessions: 11 });
    const opened = async (digit: number) => {
      const caller = { claims: { oid: OTHER.replaceAll('9', String(digit)) } };
      const session = { ...sessionOf(await open(caller)), ...(await as(caller)) };
      await clock.advance(1);
      return async () => (await post(list, session)).status;
    };
    const single = await opened(0);
    const [first, second] = [await opened(1), await opened(1)];
    for (const digit of [2, 2, 3, 3, 4, 4, 5, 5]) await opened(digit);
    const added = await opened(6);
    expect([await single(), await first(), await second(), await added()]).toEqual([200, 404, 200, 200]);
  });

  it('that is in use makes no room for anybody', async () => {
    const { url, as, open } = await start({}, { maxSessions: 1 });
    const headers = { ...sessionOf(await open({})), ...(await as({})), accept: 'text/event-stream' };
    const listening = new AbortController();
    await fetch(url, { headers, signal: listening.signal });
    expect((await open({ claims: { oid: OTHER } })).status).toBe(503);
    listening.abort();
    await expect.poll(async () => (await open({ claims: { oid: OTHER } })).status).toBe(200);
  });

  it('does not outlive the rights that it was opened with', async () => {
    const { as, open, post } = await start();
    const session = sessionOf(await open({}));
    expect(
      (await post(list, { ...session, ...(await as({ claims: { scp: 'Compute.Read' } })) })).status,
    ).toBe(404);
  });

  it('goes on with a renewed token of the same caller', async () => {
    const { as, open, post } = await start();
    const session = sessionOf(await open({}));
    const renewed = await as({ claims: { iat: NOW + 30, exp: NOW + 7_200 } });
    expect((await post(list, { ...session, ...renewed })).status).toBe(200);
  });
});

describe('the rate limit', () => {
  it('counts each caller, and says when to come back', async () => {
    const { clock, open } = await start({}, { requestsPerMinute: 2 });
    expect((await open({})).status).toBe(200);
    expect((await open({})).status).toBe(200);
    expect(await open({})).toMatchObject({ status: 429, headers: { 'retry-after': '30' } });
    expect((await open({ claims: { oid: OTHER } })).status).toBe(200);
    await clock.advance(30_000);
    expect((await open({})).status).toBe(200);
    expect((await open({})).status).toBe(429);
  });

  it('counts each request of a batch', async () => {
    const { clock, as, open, post } = await start({}, { requestsPerMinute: 4 });
    const session = { ...sessionOf(await open({})), ...(await as({})) };
    const batch = [list, { ...list, id: 3 }, { jsonrpc: '2.0', method: 'notifications/initialized' }];
    expect((await post(batch, session)).status).toBe(200);
    expect(await post(batch, session)).toMatchObject({ status: 429, headers: { 'retry-after': '15' } });
    await clock.advance(15_000);
    expect((await post(batch, session)).status).toBe(200);
  });

  it('counts strangers by their address, and takes nothing from callers at the same one', async () => {
    const { open, post } = await start({}, { requestsPerMinute: 2 });
    expect([(await post(list)).status, (await open('garbage')).status]).toEqual([401, 401]);
    expect((await post(list)).status).toBe(429);
    expect((await open({})).status).toBe(200);
  });
});

it('neither logs a token, nor hands it to Azure, nor gives it back', async () => {
  const { service, tokens, logged, as, open, post } = await start();
  const token = await issuer.sign();
  const session = { ...sessionOf(await open(token)), ...(await as(token)) };
  const answers = [
    await post(attachCall, session),
    await post(toolCall('nope'), session),
    await post('{', session),
  ];
  const bad = await open(`${token}x`);
  const seen = [
    ...logged,
    ...[...answers, bad].map(({ text, headers }) => text + JSON.stringify(headers)),
    ...tokens,
  ].join('\n');
  const [, payload = '', signature = ''] = token.split('.');
  expect(service.control.requests.entries({ method: 'PUT' })).toHaveLength(1);
  expect(new Set(tokens)).toEqual(new Set(['Bearer local-test-service']));
  expect(seen).not.toContain(payload);
  expect(seen).not.toContain(signature);
});
