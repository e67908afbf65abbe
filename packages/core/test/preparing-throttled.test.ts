import { describe, expect, it } from 'vitest';
import { createEnvironment } from './environment.js';
import { stepIn } from './preparing-steps.js';

const CALL_MS = 44_000;
const resourceId = createTarget();

function createTarget(): string {
  const { service } = createEnvironment({ seed: 'cluster-bare' });
  return service.control.clusters.list()[0]?.id ?? '';
}

/** Azure that refuses each write for so many seconds, or only those to a place. */
function throttled(retryAfterSeconds: number, place = /register|extensions|runCommand/, status = 429) {
  const sent: string[] = [];
  const environment = createEnvironment({
    seed: 'cluster-bare',
    between: (fetch) => async (request) => {
      const { pathname } = new URL(request.url);
      if (request.method === 'GET' || !place.test(pathname)) return fetch(request);
      sent.push(`${request.method} ${pathname.split('/').at(-1)}`);
      const headers = { 'retry-after': String(retryAfterSeconds) };
      return new Response('{"error":{"code":"TooManyRequests","message":"m"}}', { status, headers });
    },
  });
  const { client, clock } = environment;
  const endsAt = clock.monotonic() + CALL_MS;
  return { ...environment, sent, within: client.within(() => endsAt - clock.monotonic()) };
}

describe('a preparation that Azure asks to wait', () => {
  it.each([429, 503])('sends no second write before the pause is over (%d)', async (status) => {
    const { within, sent, clock } = throttled(300, /register/, status);
    const startedAt = clock.monotonic();
    const { kind, plan } = await within.prepare({ resourceId }, { maxWaitMs: 38_000 });
    expect([kind, sent]).toEqual(['under-way', ['POST register']]);
    expect(stepIn(plan, 'providers')).toMatchObject({
      state: 'under-way',
      summary: 'Azure asks to wait 300 seconds',
      fix: 'Prepare again in 300 seconds',
    });
    expect(clock.monotonic() - startedAt).toBeLessThan(10_000);
  });

  it('goes no further with the extension', async () => {
    const { client, sent, clock } = throttled(300, /extensions/);
    const endsAt = clock.monotonic() + 200_000;
    const within = client.within(() => endsAt - clock.monotonic());
    const { kind, plan } = await within.prepare({ resourceId }, { maxWaitMs: 190_000 });
    expect([kind, sent]).toEqual(['under-way', ['PUT azureml']]);
    expect(stepIn(plan, 'extension').fix).toBe('Prepare again in 300 seconds');
  });

  it('holds every other write of the run, commands included', async () => {
    const { within, sent } = throttled(300);
    const target = { resourceId, namespace: 'ml-team', createNamespace: true };
    const { kind, plan } = await within.prepare(target, { maxWaitMs: 38_000 });
    expect([kind, sent]).toEqual(['under-way', ['POST register']]);
    expect(stepIn(plan, 'providers').state).toBe('under-way');
  });

  it('sends a command once, and no other one, where commands have to wait', async () => {
    const { within, sent, clock } = throttled(300, /runCommand/);
    const startedAt = clock.monotonic();
    const evidence = await within.inspectCluster(resourceId);
    expect(evidence.pods).toMatchObject({
      refusal: { reason: 'throttled', fix: expect.stringContaining('300 seconds') },
    });
    expect(sent).toEqual(['POST runCommand']);
    expect(clock.monotonic() - startedAt).toBeLessThan(10_000);
  });

  it('waits for the look at the namespace, and sends no second command', async () => {
    const { within, sent } = throttled(300, /runCommand/);
    const target = { resourceId, namespace: 'ml-team', createNamespace: true };
    const wanted = { inCluster: 'write', maxWaitMs: 38_000, steps: ['namespace'] } as const;
    const { kind, plan } = await within.prepare(target, wanted);
    const { state, fix } = stepIn(plan, 'namespace');
    expect([kind, state, fix]).toEqual([
      'under-way',
      'under-way',
      expect.stringMatching(/Wait 3\d\d seconds/),
    ]);
    expect(sent.filter((line) => line.endsWith('runCommand')).length).toBe(1);
  });

  it('ends within the time of the call where each answer to a command is late', async () => {
    const { client, clock } = createEnvironment({
      seed: 'cluster-bare',
      between: (fetch) => async (request) => {
        if (/runCommand|commandResults/.test(request.url)) await clock.sleep(12_000);
        return fetch(request);
      },
    });
    const startedAt = clock.monotonic();
    const within = client.within(() => startedAt + CALL_MS - clock.monotonic());
    const { namespaces, events } = await within.inspectCluster(resourceId);
    expect(namespaces.kind).toBe('read');
    expect(events).toMatchObject({ refusal: { reason: 'no-time-left' } });
    expect(clock.monotonic() - startedAt).toBeLessThanOrEqual(CALL_MS);
  });

  it('obeys a pause that is short enough, and goes on', async () => {
    let refused = 0;
    const sentAt: number[] = [];
    const { client, clock } = createEnvironment({
      seed: 'cluster-bare',
      between: (fetch) => async (request) => {
        if (!request.url.includes('/register')) return fetch(request);
        sentAt.push(clock.monotonic());
        refused += 1;
        if (refused > 1) return fetch(request);
        const headers = { 'retry-after': '30' };
        return new Response('{"error":{"code":"Conflict","message":"m"}}', { status: 409, headers });
      },
    });
    const { kind } = await client.prepare({ resourceId });
    expect(kind).toBe('prepared');
    expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThanOrEqual(30_000);
  });
});
