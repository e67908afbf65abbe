import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import {
  createClient,
  createTransport,
  KubernetesCompute,
  type TokenCredential,
  type Transport,
  Workspace,
} from '../src/index.js';

const ATTACH_MS = 120_000;
const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };
const configuration = KubernetesCompute.attachConfiguration({ resourceId: demoIds.aksId, namespace: 'ml' });

/** The fake with ARM's token buckets, a tenth of the way between them and the start of a fleet. */
function createService({ workspaces = 1 } = {}) {
  const clock = new ManualClock({ autoAdvance: true });
  const service = new FakeComputeService({
    clock,
    provisioning: { attachMs: ATTACH_MS },
    throttle: { reads: { capacity: 100, perSecond: 25 }, writes: { capacity: 60, perSecond: 10 } },
    journalLimit: 100_000,
  });
  const names = Array.from({ length: workspaces }, (_unused, index) => `ws-${index}`);
  for (const name of names) service.control.workspaces.add({ ...place, name });
  const outcomes = () => service.control.requests.entries().map(({ outcome }) => outcome);
  return { clock, service, names, outcomes };
}

/** Another process of the same principal: it shares nothing with the others but the token's owner. */
function createProcess({ clock, service }: ReturnType<typeof createService>): Transport {
  const credential: TokenCredential = {
    getToken: async () => ({ token: 'shared', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
  };
  return createTransport({ credential, fetch: service.fetch, clock, random: Math.random });
}

interface Part {
  readonly transport: Transport;
  readonly workspace: string;
  readonly names: readonly string[];
}

async function attachAll({ clock }: ReturnType<typeof createService>, parts: readonly Part[]) {
  const kinds = parts.flatMap(({ transport, workspace, names }) => {
    const reference = { ...place, name: workspace, location: demoIds.location };
    const client = createClient(new Workspace(reference, { transport, clock, random: Math.random }));
    return names.map(async (name) => {
      const { operation } = await client.attach(name, configuration);
      return (await client.wait(name, { operation })).kind;
    });
  });
  return Promise.all(kinds);
}

const namesOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_unused, index) => `${prefix}${index}x`);

describe('a fleet of one principal', () => {
  it('over many workspaces of one subscription is not throttled, and polls at one pace', async () => {
    const environment = createService({ workspaces: 12 });
    const transport = createProcess(environment);
    const parts = environment.names.map((workspace) => ({ transport, workspace, names: namesOf('gpu', 12) }));
    const kinds = await attachAll(environment, parts);
    expect(new Set(kinds)).toEqual(new Set(['reached']));
    const outcomes = environment.outcomes();
    expect(outcomes.filter((outcome) => outcome === 429)).toHaveLength(0);
    // A read before, a PUT, a look at the start, the end of the operation; the rest is the list of each workspace.
    const perAttach = outcomes.length / kinds.length;
    expect(perAttach).toBeLessThan(7);
  });

  it('over four processes that do not know each other is not throttled', async () => {
    const environment = createService({ workspaces: 1 });
    const parts = ['a', 'b', 'c', 'd'].map((prefix) => ({
      transport: createProcess(environment),
      workspace: 'ws-0',
      names: namesOf(prefix, 40),
    }));
    const kinds = await attachAll(environment, parts);
    expect(new Set(kinds)).toEqual(new Set(['reached']));
    expect(environment.outcomes().filter((outcome) => outcome === 429)).toHaveLength(0);
  });

  it('is served in the buckets of the tenant, too, when it looks for clusters', async () => {
    const environment = createService({ workspaces: 1 });
    const clients = Array.from({ length: 4 }, () => {
      const reference = { ...place, name: 'ws-0' };
      const transport = createProcess(environment);
      return createClient(new Workspace(reference, { transport, clock: environment.clock }));
    });
    const searches = clients.flatMap((client) =>
      Array.from({ length: 40 }, () => client.findClusters({ subscriptionIds: 'all' })),
    );
    const found = await Promise.all(searches);
    expect(found.every(({ failures }) => failures.length === 0)).toBe(true);
    expect(environment.outcomes().filter((outcome) => outcome === 429)).toHaveLength(0);
  });
});
