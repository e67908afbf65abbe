import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { beforeEach, expect, it, vi } from 'vitest';
import { createClient, createTransport, KubernetesCompute, Workspace } from '../src/index.js';

const parses = vi.hoisted(() => ({ names: 0, clusterIds: 0 }));

vi.mock('../src/domain/ids/compute-name.js', async (load) => {
  const real = await load<typeof import('../src/domain/ids/compute-name.js')>();
  return {
    ...real,
    parseComputeName: (...args: Parameters<typeof real.parseComputeName>) => {
      parses.names += 1;
      return real.parseComputeName(...args);
    },
  };
});

vi.mock('../src/domain/ids/resource-ids.js', async (load) => {
  const real = await load<typeof import('../src/domain/ids/resource-ids.js')>();
  return {
    ...real,
    parseClusterId: (...args: Parameters<typeof real.parseClusterId>) => {
      parses.clusterIds += 1;
      return real.parseClusterId(...args);
    },
  };
});

beforeEach(() => Object.assign(parses, { names: 0, clusterIds: 0 }));

function open(): Workspace {
  const clock = new ManualClock({ autoAdvance: true });
  const { fetch } = new FakeComputeService({ seed: 'demo', clock });
  const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  const { subscriptionId, resourceGroup, workspace: name } = demoIds;
  const transport = createTransport({ credential, fetch, clock });
  return new Workspace({ subscriptionId, resourceGroup, name }, { transport, clock });
}

it('parses name and cluster id once at each door on the way of an attach, and nowhere else', async () => {
  const client = createClient(open());
  const configuration = KubernetesCompute.attachConfiguration({ resourceId: demoIds.aksId });
  expect(parses).toEqual({ names: 0, clusterIds: 1 });
  const { operation } = await client.attach('gpu', configuration);
  expect(parses).toEqual({ names: 1, clusterIds: 2 });
  await client.wait('gpu', { operation });
  expect(parses).toEqual({ names: 2, clusterIds: 2 });
  await client.checkAttach('gpu', configuration);
  expect(parses).toEqual({ names: 3, clusterIds: 3 });
  await client.detach('gpu');
  expect(parses).toEqual({ names: 4, clusterIds: 3 });
});
