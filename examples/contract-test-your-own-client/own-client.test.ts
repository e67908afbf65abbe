import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { planFaults } from '@azureml-kubernetes/testkit/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OwnClient } from './own-client.ts';

let clock: ManualClock;
let service: FakeComputeService;
let client: OwnClient;

beforeEach(() => {
  // Time moves when the client sleeps, so that an attach of twenty minutes takes no time here.
  clock = new ManualClock({ autoAdvance: true });
  service = new FakeComputeService({ clock, provisioning: { attachMs: 20 * 60_000 } });
  client = new OwnClient(demoIds.workspaceId, { fetch: service.fetch, sleep: (ms) => clock.sleep(ms) });
});

// Whatever happens to a compute, nothing may ever happen to a cluster.
afterEach(() => expect(service.control.clusters.changes()).toEqual([]));

it('attaches and detaches', async () => {
  await client.attach('gpu', demoIds.aksId);
  expect(service.control.computes.get('gpu').provisioningState).toBe('Succeeded');
  await client.detach('gpu');
  expect(service.control.computes.find('gpu')).toBeNull();
});

it('waits as long as a throttling service asks', async () => {
  planFaults(service, {
    match: { route: 'operation.status' },
    effect: { kind: 'error', status: 429, retryAfterSeconds: 60 },
  });
  const startedAt = clock.now();
  await client.attach('gpu', demoIds.aksId);
  expect(clock.now() - startedAt).toBeGreaterThanOrEqual(20 * 60_000);
  const [throttled, next] = service.control.requests.entries({ route: 'operation.status' });
  expect(throttled?.outcome).toBe(429);
  expect((next?.at ?? 0) - (throttled?.at ?? 0)).toBe(60_000);
});

it('reports the reason that the service gives when a cluster cannot be reached', async () => {
  service.control.clusters.change(demoIds.arcId, { connectivityStatus: 'Offline' });
  await expect(client.attach('edge', demoIds.arcId)).rejects.toThrow("'demo-arc' is Offline");
});

it('detaches what is gone already', async () => {
  await expect(client.detach('gpu')).resolves.toBeUndefined();
});
