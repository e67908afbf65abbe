import { demoIds, demoSeed, type Seed } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { createEnvironment } from './environment.js';

const other = '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60';
const here = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup } as const;
const refused = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;

/** A second workspace beside the demo one, and a third in another subscription, which both have the AKS cluster. */
const seed: Seed = {
  ...demoSeed,
  workspaces: [
    ...(demoSeed.workspaces ?? []),
    {
      ...here,
      name: 'second-ws',
      computes: [
        {
          name: 'shared',
          resourceId: demoIds.aksId
            .toUpperCase()
            .replace('/SUBSCRIPTIONS', '/subscriptions')
            .replace('/RESOURCEGROUPS', '/resourceGroups'),
        },
      ],
    },
    {
      subscriptionId: other,
      resourceGroup: 'rg',
      name: 'third-ws',
      computes: [{ name: 'far', resourceId: demoIds.aksId }],
    },
  ],
};
const secondId = demoIds.workspaceId.replace('demo-ws', 'second-ws');
const thirdId = `/subscriptions/${other}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/third-ws`;

describe('finding clusters', () => {
  it('gives each with its extension and where it is attached', async () => {
    const { client, configuration } = createEnvironment();
    await client.attach('gpu', configuration);
    const { clusters, failures } = await client.findClusters();
    expect(failures).toEqual([]);
    expect(clusters).toMatchObject([
      {
        cluster: { kind: 'aks', id: demoIds.aksId, powerState: 'Running', location: 'eastus' },
        attachedAs: ['gpu'],
        attachedElsewhere: [],
      },
      {
        cluster: { kind: 'aks', id: demoIds.bareId },
        extension: { kind: 'read', value: null },
        attachedAs: [],
      },
      {
        cluster: { kind: 'arc', id: demoIds.arcId, connectivity: 'Connected', kubernetesVersion: '1.31.4' },
        attachedAs: [],
      },
    ]);
    expect(clusters[0]?.extension).toMatchObject({ kind: 'read', value: { provisioningState: 'Succeeded' } });
  });

  it('looks into each subscription once, and into its own when none is named', async () => {
    const { client, requests } = createEnvironment({ seed });
    const subscriptionIds = [demoIds.subscriptionId, demoIds.subscriptionId.toUpperCase()];
    expect((await client.findClusters({ subscriptionIds })).clusters).toHaveLength(3);
    expect(requests().filter((line) => line.startsWith('GET cluster.list'))).toHaveLength(2);
    expect((await client.findClusters({ subscriptionIds: [] })).clusters).toHaveLength(3);
  });

  it('reads every page', async () => {
    const { client, service, requests } = createEnvironment({ modes: { pageSize: 2 } });
    for (const name of ['a1', 'a2', 'a3', 'a4']) service.control.clusters.add({ ...here, kind: 'aks', name });
    const { clusters } = await client.findClusters();
    expect(clusters.map(({ cluster }) => cluster.name)).toEqual([
      'demo-aks',
      'demo-bare',
      'a1',
      'a2',
      'a3',
      'a4',
      'demo-arc',
    ]);
    expect(requests().filter((line) => line === 'GET cluster.list 200')).toHaveLength(4);
  });
});

describe('what cannot be read', () => {
  it('is a subscription, reported beside the clusters of the others', async () => {
    const { client } = createEnvironment({ seed: 'subscription-forbidden' });
    const { clusters, failures } = await client.findClusters({
      subscriptionIds: [demoIds.subscriptionId, other],
    });
    expect(clusters.map(({ cluster }) => cluster.name)).toEqual(['c1']);
    expect(failures).toMatchObject([
      { subscriptionId: other, kind: 'aks', error: { code: 'forbidden' } },
      { subscriptionId: other, kind: 'arc', error: { code: 'forbidden' } },
    ]);
  });

  it('is a later page, and the pages before it count', async () => {
    const { client, service } = createEnvironment({ modes: { pageSize: 1 } });
    service.control.clusters.add({ ...here, kind: 'aks', name: 'a1' });
    const match = { route: 'cluster.list', path: 'managedClusters', nth: 2 } as const;
    service.control.faults.plan({ match, effect: refused });
    const { clusters, failures } = await client.findClusters();
    expect(clusters.map(({ cluster }) => cluster.name)).toEqual(['demo-aks', 'demo-arc']);
    expect(failures).toMatchObject([{ kind: 'aks', error: { code: 'forbidden' } }]);
  });

  it('is a page on another host, where nothing is sent to', async () => {
    const { client, service } = createEnvironment();
    const effect = { kind: 'foreign-url', where: 'next-link', origin: 'https://evil.example' } as const;
    service.control.faults.plan({ match: { route: 'cluster.list', path: 'managedClusters' }, effect });
    const { clusters, failures } = await client.findClusters();
    expect(clusters).toHaveLength(3);
    expect(failures).toMatchObject([{ kind: 'aks', error: { code: 'untrusted-url' } }]);
    expect(service.control.requests.entries().every(({ target }) => !target.includes('stolen'))).toBe(true);
  });

  it('is an extension, which is then unknown', async () => {
    const { client, service } = createEnvironment();
    service.control.faults.plan({ match: { route: 'extension.list' }, effect: refused });
    const { clusters, failures } = await client.findClusters();
    expect(clusters.map(({ extension }) => extension.kind)).toEqual(['forbidden', 'read', 'read']);
    expect(failures).toEqual([]);
  });

  it('is the computes of the workspace', async () => {
    const { client, service } = createEnvironment();
    service.control.faults.plan({ match: { route: 'compute.list' }, effect: refused });
    const { clusters, failures } = await client.findClusters();
    expect(clusters).toHaveLength(3);
    expect(failures).toMatchObject([{ kind: 'computes', workspaceId: demoIds.workspaceId }]);
  });

  it('is refused before any request when the id is invalid', async () => {
    const { client, requests } = createEnvironment();
    await expect(client.findClusters({ subscriptionIds: ['mine'] })).rejects.toMatchObject({
      code: 'invalid-input',
      problem: { field: 'subscriptionIds[0]' },
    });
    await expect(client.findClusters({ workspaces: ['mine'] })).rejects.toMatchObject({
      problem: { field: 'workspaces' },
    });
    expect(requests()).toEqual([]);
  });
});

describe('further workspaces', () => {
  it('are not looked at unless they are named', async () => {
    const { client } = createEnvironment({ seed });
    const { clusters } = await client.findClusters();
    expect(clusters[0]).toMatchObject({ attachedAs: [], attachedElsewhere: [] });
  });

  it('show where a cluster is attached, each once and without regard to case', async () => {
    const { client, requests } = createEnvironment({ seed });
    const workspaces = [
      secondId,
      secondId.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'),
      thirdId,
      demoIds.workspaceId,
    ];
    const { clusters, failures } = await client.findClusters({ workspaces });
    expect(failures).toEqual([]);
    expect(clusters[0]?.attachedElsewhere).toEqual([
      { workspaceId: secondId, name: 'shared' },
      { workspaceId: thirdId, name: 'far' },
    ]);
    expect(requests().filter((line) => line.startsWith('GET compute.list'))).toHaveLength(3);
  });

  it('are all that can be seen in the subscriptions, if that is asked for', async () => {
    const { client } = createEnvironment({ seed });
    const { clusters } = await client.findClusters({ workspaces: 'all' });
    expect(clusters[0]?.attachedElsewhere).toEqual([{ workspaceId: secondId, name: 'shared' }]);
  });

  it('that cannot be read are reported beside the others', async () => {
    const { client, service } = createEnvironment({ seed });
    service.control.faults.plan({ match: { route: 'compute.list', path: 'second-ws' }, effect: refused });
    const { clusters, failures } = await client.findClusters({ workspaces: [secondId, thirdId] });
    expect(clusters[0]?.attachedElsewhere).toEqual([{ workspaceId: thirdId, name: 'far' }]);
    expect(failures).toMatchObject([
      { kind: 'computes', workspaceId: secondId, error: { code: 'forbidden' } },
    ]);
  });
});
