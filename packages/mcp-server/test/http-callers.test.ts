import { describe, expect, it } from 'vitest';
import { challengeOf, issuer, NOW_MS, startGuarded } from './start-guarded.js';
import { attachCall, send, sessionOf, toolCall } from './start-http.js';
import { AUDIENCE } from './token-issuer.js';

const NOW = NOW_MS / 1_000;
const OTHER = '99999999-9999-4999-8999-999999999999';
const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

describe('what a caller may do', () => {
  it('is nothing without a scope or a role of this application', async () => {
    const { open } = await startGuarded();
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
    const { service, as, open, post } = await startGuarded();
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
    const { as, open, post } = await startGuarded();
    const session = { ...sessionOf(await open({})), ...(await as({})) };
    expect((await post(attachCall, session)).json).toMatchObject({
      result: { structuredContent: { outcome: 'started' } },
    });
  });

  it('needs a role, too, where roles are required', async () => {
    const { open } = await startGuarded({ requireRoles: true });
    expect((await open({})).status).toBe(403);
    expect((await open({ claims: { roles: ['Compute.Read.All'] } })).status).toBe(200);
  });

  it('is for people only, where Azure is called on their behalf', async () => {
    const { open } = await startGuarded({ peopleOnly: true });
    expect((await open({ claims: { scp: undefined, roles: ['Compute.ReadWrite.All'] } })).status).toBe(403);
    expect((await open({})).status).toBe(200);
  });
});

describe('a session', () => {
  it('belongs to its caller: for anybody else it does not exist', async () => {
    const { url, as, open, post } = await startGuarded();
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

  it('that is idle makes room for a new caller, the oldest of the one who holds the most', async () => {
    const { clock, as, open, post } = await startGuarded({}, { maxSessions: 11 });
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
    const { url, as, open } = await startGuarded({}, { maxSessions: 1 });
    const headers = { ...sessionOf(await open({})), ...(await as({})), accept: 'text/event-stream' };
    const listening = new AbortController();
    await fetch(url, { headers, signal: listening.signal });
    expect((await open({ claims: { oid: OTHER } })).status).toBe(503);
    listening.abort();
    await expect.poll(async () => (await open({ claims: { oid: OTHER } })).status).toBe(200);
  });

  it('does not outlive the rights that it was opened with', async () => {
    const { as, open, post } = await startGuarded();
    const session = sessionOf(await open({}));
    expect(
      (await post(list, { ...session, ...(await as({ claims: { scp: 'Compute.Read' } })) })).status,
    ).toBe(404);
  });

  it('goes on with a renewed token of the same caller', async () => {
    const { as, open, post } = await startGuarded();
    const session = sessionOf(await open({}));
    const renewed = await as({ claims: { iat: NOW + 30, exp: NOW + 7_200 } });
    expect((await post(list, { ...session, ...renewed })).status).toBe(200);
  });
});

describe('the rate limit', () => {
  it('counts each caller, and says when to come back', async () => {
    const { clock, open } = await startGuarded({}, { requestsPerMinute: 2 });
    expect((await open({})).status).toBe(200);
    expect((await open({})).status).toBe(200);
    expect(await open({})).toMatchObject({ status: 429, headers: { 'retry-after': '30' } });
    expect((await open({ claims: { oid: OTHER } })).status).toBe(200);
    await clock.advance(30_000);
    expect((await open({})).status).toBe(200);
    expect((await open({})).status).toBe(429);
  });

  it('counts each request of a batch', async () => {
    const { clock, as, open, post } = await startGuarded({}, { requestsPerMinute: 4 });
    const session = { ...sessionOf(await open({})), ...(await as({})) };
    const batch = [list, { ...list, id: 3 }, { jsonrpc: '2.0', method: 'notifications/initialized' }];
    expect((await post(batch, session)).status).toBe(200);
    expect(await post(batch, session)).toMatchObject({ status: 429, headers: { 'retry-after': '15' } });
    await clock.advance(15_000);
    expect((await post(batch, session)).status).toBe(200);
  });

  it('lets no stranger take the way to sign in from clients at the same address, nor anything from callers', async () => {
    const { open, post } = await startGuarded({}, { requestsPerMinute: 2 });
    const forged = (await issuer.sign()).replace(/[^.]+$/, 'forged');
    for (let count = 0; count < 5; count += 1) {
      const refused = [await post(list), await open('garbage'), await open(forged)];
      for (const { status, headers } of refused) {
        expect(status).toBe(401);
        expect(headers['www-authenticate']).toMatch(/^Bearer .*resource_metadata=/);
      }
    }
    expect((await open({})).status).toBe(200);
    expect((await open({})).status).toBe(200);
  });

  it('refuses a caller at the limit before the signature of the token is checked', async () => {
    const { open } = await startGuarded({}, { requestsPerMinute: 1 });
    expect((await open({})).status).toBe(200);
    const forged = (await issuer.sign()).replace(/[^.]+$/, 'forged');
    expect((await open(forged)).status).toBe(429);
  });

  it('counts genuine tokens that allow nothing', async () => {
    const { open } = await startGuarded({}, { requestsPerMinute: 1 });
    const useless = { claims: { scp: 'Other' } };
    expect([(await open(useless)).status, (await open(useless)).status]).toEqual([403, 429]);
  });
});

it('neither logs a token, nor hands it to Azure, nor gives it back', async () => {
  const { service, tokens, logged, as, open, post } = await startGuarded();
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
