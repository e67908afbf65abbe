import { describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';

const LIST = `${demoIds.workspaceId}/computes`;

describe('planned faults', () => {
  it('answers an ARM error instead of acting, with Retry-After when asked', async () => {
    const { attach, compute, call, service } = openSession();
    service.control.faults.plan({
      match: { route: 'compute.put' },
      effect: { kind: 'error', status: 429, retryAfterSeconds: 7 },
    });
    const refused = await attach('gpu');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect(refused.json).toMatchObject({ error: { code: 'SubscriptionRequestsThrottled' } });
    expect((await call('GET', compute('gpu'))).status).toBe(404);
    expect((await attach('gpu')).status).toBe(201);
  });

  it.each([
    [400, 'BadRequest'],
    [401, 'ExpiredAuthenticationToken'],
    [403, 'AuthorizationFailed'],
    [404, 'ResourceNotFound'],
    [409, 'Conflict'],
    [418, 'Unknown'],
    [429, 'SubscriptionRequestsThrottled'],
    [500, 'InternalServerError'],
    [502, 'ProviderError'],
    [503, 'ServerBusy'],
    [504, 'GatewayTimeout'],
  ])('gives a %i the code %s, in the envelope and with the headers of the service', async (status, code) => {
    const { call, service } = openSession();
    service.control.faults.plan(
      { effect: { kind: 'error', status, retryAfterSeconds: 1 } },
      { effect: { kind: 'error', status, retryAfterSeconds: 1, code: 'Own', message: 'own words' } },
    );
    expect((await call('GET', LIST)).json).toMatchObject({ error: { code } });
    expect((await call('GET', LIST)).json).toEqual({ error: { code: 'Own', message: 'own words' } });
  });

  it('breaks the connection before the effect, or after it', async () => {
    const { attach, service } = openSession();
    service.control.faults.plan(
      { effect: { kind: 'reset', when: 'before' } },
      { effect: { kind: 'reset', when: 'after' } },
    );
    await expect(attach('lost')).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } });
    expect(service.control.computes.find('lost')).toBeNull();
    await expect(attach('kept')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(service.control.computes.get('kept').provisioningState).toBe('Creating');
    expect(service.control.requests.entries().map(({ outcome }) => outcome)).toEqual(['reset', 'reset']);
  });

  it('answers late, and an abort ends the wait with its own reason', async () => {
    const { call, clock, service } = openSession();
    service.control.faults.plan({ times: 2, effect: { kind: 'latency', delayMs: 5000 } });
    const slow = call('GET', LIST);
    await clock.advance(0);
    while (clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(5000);
    expect((await slow).status).toBe(200);

    const abort = new AbortController();
    const aborted = call('GET', LIST, { signal: abort.signal });
    while (clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    expect(clock.sleeping).toBe(0);
    expect(service.control.requests.entries().at(-1)?.outcome).toBe('aborted');
  });

  it('answers a text that is no JSON', async () => {
    const { call, service } = openSession();
    service.control.faults.plan({ effect: { kind: 'text', text: '<html>502</html>', status: 502 } });
    const reply = await call('GET', LIST);
    expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([
      502,
      '<html>502</html>',
      'text/html',
    ]);
  });

  it.each([
    ['stuck', { status: 'InProgress' }, 'Creating'],
    ['cancels', { status: 'Canceled' }, 'Canceled'],
    ['fails', { status: 'Failed', error: { code: 'BadRequest' } }, 'Failed'],
    ['contradicts', { status: 'Succeeded' }, 'Failed'],
  ] as const)('makes an operation that %s', async (kind, status, state) => {
    const { attach, poll, clock, service } = openSession();
    service.control.faults.plan({ match: { method: 'PUT' }, effect: { kind } });
    const put = await attach('gpu');
    await clock.advance(3_600_000);
    expect((await poll(put)).json).toMatchObject(status);
    expect(service.control.computes.get('gpu').provisioningState).toBe(state);
  });

  it('makes an operation that cannot be read once it is over', async () => {
    const { attach, poll, clock, service } = openSession();
    service.control.faults.plan({ effect: [{ kind: 'vanishes' }, { kind: 'duration', durationMs: 10 }] });
    const put = await attach('gpu');
    expect((await poll(put)).status).toBe(200);
    await clock.advance(10);
    expect((await poll(put)).status).toBe(404);
    expect(service.control.computes.get('gpu').provisioningState).toBe('Succeeded');
  });

  it('puts an unknown word where the state is', async () => {
    const { attach, poll, call, compute, service } = openSession();
    const put = await attach('gpu');
    service.control.faults.plan({ times: 2, effect: { kind: 'state', state: 'Pondering' } });
    expect((await poll(put)).json).toEqual({ status: 'Pondering' });
    expect((await call('GET', compute('gpu'))).json['properties']).toMatchObject({
      provisioningState: 'Pondering',
    });
  });

  it('drops and sets headers', async () => {
    const { attach, service } = openSession();
    service.control.faults.plan({
      effect: [
        { kind: 'drop-header', name: 'azure-asyncoperation' },
        { kind: 'set-header', name: 'Retry-After', value: 'soon' },
      ],
    });
    const put = await attach('gpu');
    expect([put.headers.get('azure-asyncoperation'), put.headers.get('retry-after')]).toEqual([null, 'soon']);
  });

  it('drops and sets headers that every answer carries, under any case', async () => {
    const { call, service } = openSession();
    service.control.faults.plan({
      effect: [
        { kind: 'drop-header', name: 'X-MS-Request-Id' },
        { kind: 'drop-header', name: 'cache-control' },
        { kind: 'set-header', name: 'content-type', value: 'text/plain' },
        { kind: 'set-header', name: 'pragma', value: 'cache' },
      ],
    });
    const { headers } = await call('GET', LIST);
    const names = ['x-ms-request-id', 'cache-control', 'content-type', 'pragma'];
    expect(names.map((name) => headers.get(name))).toEqual([null, null, 'text/plain', 'cache']);
  });

  it('lets the headers of an error win, under any case', async () => {
    const { call, service } = openSession();
    service.control.faults.plan({
      effect: { kind: 'error', status: 429, retryAfterSeconds: 5, headers: { 'retry-after': '9' } },
    });
    expect((await call('GET', LIST)).headers.get('retry-after')).toBe('9');
  });

  it('points operation and next link to another origin', async () => {
    const { attach, call, service } = openSession({ modes: { longRunning: 'both', pageSize: 1 } });
    const origin = 'https://evil.example';
    service.control.faults.plan(
      { match: { route: 'compute.put' }, effect: { kind: 'foreign-url', where: 'operation', origin } },
      {
        match: { route: 'compute.list' },
        times: 2,
        effect: { kind: 'foreign-url', where: 'next-link', origin },
      },
    );
    const put = await attach('gpu');
    expect(put.headers.get('azure-asyncoperation')).toMatch(/^https:\/\/evil\.example\/subscriptions\//);
    expect(put.headers.get('location')).toMatch(/^https:\/\/evil\.example\//);
    const paged = await call('GET', LIST);
    expect(paged.json['nextLink']).toMatch(/^https:\/\/evil\.example\/subscriptions\/.*\$skip=1$/);
    const whole = await call('GET', `${LIST}?api-version=2024-04-01&$skip=1`);
    expect(whole.json['nextLink']).toMatch(/^https:\/\/evil\.example\//);
  });

  it('asks for claims', async () => {
    const { call, service } = openSession();
    service.control.faults.plan({ effect: { kind: 'claims-challenge' } });
    const reply = await call('GET', LIST);
    expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('error="insufficient_claims", claims="'),
    ]);
  });
});
