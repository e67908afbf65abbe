import type { Fetch } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { type Called, connectClient } from './connect-client.js';

const WORLDS = {
  AKS: { seed: 'cluster-bare', resourceId: demoIds.aksId.replace('demo-aks', 'c1'), end: 'prepared' },
  Arc: { seed: 'cluster-bare-arc', resourceId: demoIds.arcId.replace('demo-arc', 'c1'), end: 'blocked' },
} as const;

type World = (typeof WORLDS)[keyof typeof WORLDS];

const types = [{ name: 'small', requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } }];

function openWorld({ seed }: World) {
  const clock = new ManualClock({ autoAdvance: true });
  const provisioning = { attachMs: 3_000, detachMs: 1_000, prepareMs: 1 };
  return { clock, service: new FakeComputeService({ seed, strict: true, clock, provisioning }) };
}

type Beside = ReturnType<typeof openWorld>;

/** Calls the tool in a process of its own, until it says that it is over. */
async function prepareWith(
  beside: Beside,
  { resourceId }: World,
  wrap?: (send: Fetch) => Fetch,
): Promise<Called> {
  const { call, close } = await connectClient({
    beside,
    confirm: 'off',
    inCluster: 'write',
    ...(wrap === undefined ? {} : { wrap }),
  });
  const args = {
    resource_id: resourceId,
    namespace: 'ml-team',
    create_namespace: true,
    instance_types: types,
    max_wait_seconds: 50,
  };
  let called = await call('cluster_prepare', args);
  for (let count = 0; called.result['outcome'] === 'under_way' && count < 20; count += 1)
    called = await call('cluster_prepare', args);
  await close();
  return called;
}

/** The network of a process that is killed at a request: what it sends after that is lost. */
function killedAt(at: number, when: 'before' | 'after') {
  const methods: string[] = [];
  const wrap =
    (send: Fetch): Fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      methods.push(request.method);
      if (methods.length === at && when === 'after') await send(request);
      if (methods.length >= at) throw new TypeError('killed');
      return send(request);
    };
  return { wrap, methods };
}

/** The writes that changed something, without commands that only look and keys that are read. */
function changesOf({ service }: Beside): string[] {
  return service.control.requests
    .entries()
    .filter(({ method, outcome }) => method !== 'GET' && typeof outcome === 'number' && outcome < 300)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => !/runCommand|listKeys/i.test(line));
}

describe.each(Object.entries(WORLDS))('cluster_prepare on a bare %s cluster', (_kind, world) => {
  it.each(['before a write', 'after any request'] as const)(
    'in a process that is killed %s is gone on with by another one, with no write twice',
    { timeout: 120_000 },
    async (place) => {
      const when = place === 'before a write' ? 'before' : 'after';
      const whole = openWorld(world);
      const { wrap, methods } = killedAt(Number.POSITIVE_INFINITY, when);
      expect((await prepareWith(whole, world, wrap)).result['outcome']).toBe(world.end);
      const writes = changesOf(whole);
      expect(writes.length).toBeGreaterThan(1);
      for (const [index, method] of methods.entries()) {
        if (when === 'before' && method === 'GET') continue;
        const beside = openWorld(world);
        await prepareWith(beside, world, killedAt(index + 1, when).wrap);
        const { result } = await prepareWith(beside, world);
        expect([result['outcome'], changesOf(beside)], `killed at ${index + 1}`).toEqual([world.end, writes]);
      }
    },
  );
});
