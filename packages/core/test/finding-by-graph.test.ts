import { demoIds, demoSeed, type Seed } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { createEnvironment, type Environment } from './environment.js';

const subscriptionAt = (index: number): string =>
  `6a2d4e3f-8b5c-4d7e-9fa0-${String(index).padStart(12, '0')}`;

/** Subscriptions beside the demo one, each with AKS clusters that have the extension in every second one. */
function seedOf({ subscriptions, clusters }: { subscriptions: number; clusters: number }): Seed {
  const places = Array.from({ length: subscriptions }, (_, index) => ({
    subscriptionId: subscriptionAt(index),
    resourceGroup: 'rg',
  }));
  return {
    ...demoSeed,
    clusters: [
      ...(demoSeed.clusters ?? []),
      ...places.flatMap((place) =>
        Array.from({ length: clusters }, (_, index) => ({
          ...place,
          kind: 'aks' as const,
          name: `c${index}`,
          ...(index % 2 === 0 ? { extension: {} } : {}),
        })),
      ),
    ],
    workspaces: [...(demoSeed.workspaces ?? []), ...places.map((place) => ({ ...place, name: 'team-ws' }))],
  };
}

const small = seedOf({ subscriptions: 3, clusters: 2 });
const three = [0, 1, 2].map(subscriptionAt);

function countOf({ requests }: Environment): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of requests()) {
    const route = line.split(' ')[1] ?? '';
    counts[route] = (counts[route] ?? 0) + 1;
  }
  return counts;
}

async function namesOf(
  environment: Environment,
  options: Parameters<Environment['client']['findClusters']>[0],
) {
  const { clusters, failures } = await environment.client.findClusters(options);
  return {
    names: clusters.map(({ cluster, source, extensionSource, extension }) => {
      const found = extension.kind === 'read' && extension.value !== null ? 'with' : 'without';
      const place = cluster.id.split('/')[2]?.slice(-1);
      return `${place}/${cluster.name} ${found} (${source}, ${extensionSource})`;
    }),
    failures: failures.map(
      ({ subscriptionId, kind, error }) => `${subscriptionId.slice(-1)} ${kind} ${error.code}`,
    ),
  };
}

describe('clusters of many subscriptions', () => {
  it('are found by three queries, the same as by lists', async () => {
    const environment = createEnvironment({ seed: small });
    const byGraph = await environment.client.findClusters({ subscriptionIds: three });
    expect(countOf(environment)).toEqual({ 'resource-graph.query': 3, 'compute.list': 1 });
    const byLists = await createEnvironment({ seed: small }).client.findClusters({
      subscriptionIds: three,
      discovery: 'lists',
    });
    const factsOf = ({ clusters }: typeof byGraph) =>
      clusters
        .map(({ source: _, extensionSource: __, ...facts }) => facts)
        .sort((a, b) => (a.cluster.id < b.cluster.id ? -1 : 1));
    expect(factsOf(byGraph)).toEqual(factsOf(byLists));
    expect(byGraph.clusters).toHaveLength(6);
    expect(byGraph.clusters.every(({ source }) => source === 'resource-graph')).toBe(true);
  });

  it('are found in all subscriptions that the caller sees, with the workspaces in them', async () => {
    const environment = createEnvironment({ seed: small });
    const { clusters } = await environment.client.findClusters({ subscriptionIds: 'all', workspaces: 'all' });
    expect(clusters).toHaveLength(9);
    expect(countOf(environment)).toEqual({
      'subscription.list': 1,
      'resource-graph.query': 4,
      'compute.list': 4,
    });
  });

  it('are found by lists in one subscription, because those are fresh', async () => {
    const environment = createEnvironment({ seed: small });
    const { clusters } = await environment.client.findClusters();
    expect(clusters.every(({ source }) => source === 'list')).toBe(true);
    expect(countOf(environment)['resource-graph.query']).toBeUndefined();
  });

  it('cost at most 20 requests for 200 subscriptions with 4,000 clusters', async () => {
    const environment = createEnvironment({ seed: seedOf({ subscriptions: 200, clusters: 20 }) });
    const subscriptionIds = Array.from({ length: 200 }, (_, index) => subscriptionAt(index));
    const { clusters, failures } = await environment.client.findClusters({ subscriptionIds });
    expect([clusters.length, failures]).toEqual([4_000, []]);
    expect(countOf(environment)).toEqual({ 'resource-graph.query': 7, 'compute.list': 1 });
  });

  it('are asked for in groups of 250 subscriptions', async () => {
    const environment = createEnvironment({ seed: seedOf({ subscriptions: 251, clusters: 0 }) });
    const subscriptionIds = Array.from({ length: 251 }, (_, index) => subscriptionAt(index));
    await environment.client.findClusters({ subscriptionIds });
    expect(countOf(environment)['resource-graph.query']).toBe(6);
  });
});

describe('what Resource Graph does not answer for', () => {
  const without = three[1] ?? '';

  it('is read by lists where a subscription was left out without a word, which name the reason', async () => {
    const environment = createEnvironment({ seed: small });
    const actions = ['*'];
    environment.service.control.permissions.replace(
      ...[demoIds.subscriptionId, three[0], three[2]].map((id) => ({
        scope: `/subscriptions/${id}`,
        actions,
      })),
    );
    const { names, failures } = await namesOf(environment, { subscriptionIds: three });
    expect(names).toHaveLength(4);
    expect(failures.sort()).toEqual([
      `${without.slice(-1)} aks forbidden`,
      `${without.slice(-1)} arc forbidden`,
    ]);
    expect(countOf(environment)).toMatchObject({ 'resource-graph.query': 3, 'cluster.list': 2 });
  });

  it.each([
    ['has no Resource Graph', { graph: 'not-found' }, 1],
    ['loses rows', { graphTruncates: true, graphPageSize: 1 }, 5],
  ] as const)('is read by lists where the cloud %s', async (_, modes, queries) => {
    const environment = createEnvironment({ seed: small, modes });
    const { names, failures } = await namesOf(environment, { subscriptionIds: three });
    expect([names.length, failures]).toEqual([6, []]);
    expect(names.every((name) => name.endsWith('(list, list)'))).toBe(true);
    expect(countOf(environment)['resource-graph.query']).toBeGreaterThanOrEqual(queries);
    const before = countOf(environment)['resource-graph.query'];
    await environment.client.findClusters({ subscriptionIds: three });
    if ('graph' in modes) expect(countOf(environment)['resource-graph.query']).toBe(before);
  });

  it('is the extensions alone where the cloud lacks their table', async () => {
    const environment = createEnvironment({ seed: small, modes: { graph: 'no-extensions' } });
    const { names } = await namesOf(environment, { subscriptionIds: three });
    expect(names).toContain('0/c0 with (resource-graph, list)');
    expect(countOf(environment)).toMatchObject({ 'extension.list': 6 });
    expect(countOf(environment)['cluster.list']).toBeUndefined();
  });

  it('is what was created a moment ago: the index lags, the checks do not', async () => {
    const environment = createEnvironment({ seed: small, modes: { graphLagMs: 60_000 } });
    const early = await namesOf(environment, { subscriptionIds: three });
    expect(early.names).toEqual([]);
    const report = await environment.client.checkAttach('gpu', environment.configuration);
    expect(report.checks.find(({ id }) => id === 'extension')?.status).toBe('pass');
  });
});

describe('answers of Resource Graph', () => {
  it.each(['pascal', 'mixed', 'camel', 'lower'] as const)(
    'give the same extensions in %s case',
    async (casing) => {
      const environment = createEnvironment({ seed: small, modes: { graphExtensionCasing: casing } });
      const { names } = await namesOf(environment, { subscriptionIds: three });
      expect(names.filter((name) => name.includes(' with '))).toHaveLength(3);
    },
  );

  it.each(['quota-headers', 'retry-after', 'empty-body'] as const)(
    'that refuse for the quota, in the form %s, are waited for',
    async (graphThrottle) => {
      const environment = createEnvironment({ seed: small, modes: { graphThrottle } });
      const other = createEnvironment({ seed: small });
      for (let count = 0; count < 6; count += 1)
        await environment.client.findClusters({ subscriptionIds: three });
      const { failures } = await namesOf(environment, { subscriptionIds: three });
      expect(failures).toEqual([]);
      expect(countOf(environment)['cluster.list']).toBeUndefined();
      expect(other.clock.monotonic()).toBe(0);
    },
  );

  it.each([
    ['is lost', { kind: 'reset', when: 'after' }],
    ['is a passing fault', { kind: 'error', status: 503, code: 'ServerBusy' }],
  ] as const)('are asked for again when one %s', async (_, effect) => {
    const environment = createEnvironment({ seed: small });
    environment.service.control.faults.plan({ match: { route: 'resource-graph.query' }, effect });
    const { names } = await namesOf(environment, { subscriptionIds: three });
    expect(names).toHaveLength(6);
    expect(countOf(environment)['cluster.list']).toBeUndefined();
  });

  it('never reach beyond an abort', async () => {
    const environment = createEnvironment({ seed: small });
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(
      environment.client.findClusters({ subscriptionIds: three, signal: controller.signal }),
    ).rejects.toThrow('enough');
  });
});
