import { demoIds, demoSeed, type Seed } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { connectClient, demoWorkspace } from '../../test/connect-client.js';

const other = '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60';
const forbidden = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;

/** The demo subscription and another one, whose cluster has no extension. */
const twoSubscriptions: Seed = {
  ...demoSeed,
  clusters: [
    ...(demoSeed.clusters ?? []),
    { subscriptionId: other, resourceGroup: 'far', name: 'far-aks', kind: 'aks' },
  ],
};

describe('cluster_list', () => {
  it('lists both kinds with their state, extension and where they are attached', async () => {
    const { call, service } = await connectClient();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const { result } = await call('cluster_list');
    expect(result).toMatchObject({
      total: 3,
      clusters: [
        {
          resource_id: demoIds.aksId,
          kind: 'aks',
          state: 'Running',
          extension: 'Succeeded',
          attached_as: ['gpu'],
        },
        { resource_id: demoIds.bareId, kind: 'aks', extension: 'not_installed' },
        {
          resource_id: demoIds.arcId,
          kind: 'arc',
          state: 'Connected',
          extension: 'Succeeded',
          attached_as: [],
        },
      ],
      next_step: expect.stringContaining('cluster_prepare'),
    });
  });

  it('looks into all subscriptions that the caller sees, and says how old what it found may be', async () => {
    const { call, service } = await connectClient({ service: { seed: twoSubscriptions } });
    const { result } = await call('cluster_list');
    expect(result).toMatchObject({
      total: 4,
      subscriptions: 2,
      index_age: expect.stringContaining('usually under a minute old'),
    });
    expect(result['clusters']).toContainEqual(
      expect.objectContaining({
        resource_id: expect.stringContaining(`/${other}/resourceGroups/far/`),
        other_subscription: true,
        extension: 'not_found_in_index',
        source: 'resource_graph',
        extension_source: 'resource_graph',
      }),
    );
    expect(service.control.requests.entries({ route: 'resource-graph.query' })).toHaveLength(3);
    expect(service.control.requests.entries({ route: 'cluster.list' })).toHaveLength(0);
  });

  it('reads lists where there is one subscription, because those are fresh', async () => {
    const { call, service } = await connectClient();
    service.control.clusters.add({
      subscriptionId: demoIds.subscriptionId,
      resourceGroup: demoIds.resourceGroup,
      name: 'bare',
      kind: 'aks',
    });
    const { result } = await call('cluster_list');
    expect(result['index_age']).toBeUndefined();
    expect(result['clusters']).toContainEqual(
      expect.objectContaining({ extension: 'not_installed', source: 'list', extension_source: 'list' }),
    );
  });

  it('reads lists where the cloud has no Resource Graph', async () => {
    const { call } = await connectClient({
      service: { seed: twoSubscriptions, modes: { graph: 'not-found' } },
    });
    const { result } = await call('cluster_list');
    expect(result).toMatchObject({ total: 4, subscriptions: 2 });
    expect(result['index_age']).toBeUndefined();
  });

  it('never tells that there is no cluster, because what may not be read does not show', async () => {
    const { call } = await connectClient({ service: { seed: { ...demoSeed, clusters: [] } } });
    const { result } = await call('cluster_list');
    expect(result).toMatchObject({
      total: 0,
      next_step: expect.stringContaining('may not read does not show'),
    });
  });

  it('says how many there are when it does not show all', async () => {
    const { call } = await connectClient();
    const { result } = await call('cluster_list', { limit: 1 });
    expect(result).toMatchObject({ total: 3, next_step: expect.stringContaining('1 of 3') });
    expect(result['clusters']).toHaveLength(1);
  });

  it('reports a subscription that it may not read beside the clusters of the others', async () => {
    const { call, service } = await connectClient();
    service.control.faults.plan({ match: { path: other }, times: 2, effect: forbidden });
    const { result } = await call('cluster_list', { subscription_ids: [demoIds.subscriptionId, other] });
    expect(result).toMatchObject({
      total: 3,
      not_read: [{ subscription_id: other, code: 'forbidden' }, { kind: 'arc' }],
    });
  });

  it('tells where else a cluster is attached when it is asked to, and where it could not look', async () => {
    const { call, service } = await connectClient();
    const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };
    const computes = [{ name: 'shared', resourceId: demoIds.arcId }];
    const { id } = service.control.workspaces.add({ ...place, name: 'other-ws', computes });
    expect((await call('cluster_list')).text).not.toContain('attached_elsewhere');
    const { result } = await call('cluster_list', { all_workspaces: true });
    expect(result['clusters']).toMatchObject([
      { resource_id: demoIds.aksId },
      { resource_id: demoIds.bareId },
      { resource_id: demoIds.arcId, attached_elsewhere: [{ workspace: id, name: 'shared' }] },
    ]);
    const match = { route: 'compute.list', path: 'other-ws' } as const;
    service.control.faults.plan({ match, effect: forbidden });
    const { result: partial } = await call('cluster_list', { all_workspaces: true });
    expect(partial).toMatchObject({
      total: 3,
      not_read: [{ kind: 'computes', workspace: id, code: 'forbidden' }],
    });
  });

  it('refuses an invalid subscription id', async () => {
    const { call, service } = await connectClient();
    const asked = [demoIds.subscriptionId, 'mine'];
    const { isError, result } = await call('cluster_list', { subscription_ids: asked });
    expect(isError).toBe(true);
    expect(result).toMatchObject({
      code: 'invalid-input',
      message: 'subscription_ids[1] must be a subscription id, which is a GUID',
      hint: 'Give subscription_ids[1] a value such as 11111111-2222-3333-4444-555555555555',
    });
    expect(service.control.requests.entries()).toHaveLength(0);
  });

  it('refuses more subscriptions than one call can look into', async () => {
    const { call, service } = await connectClient();
    const many = Array.from({ length: 251 }, () => demoIds.subscriptionId);
    const { isError, text } = await call('cluster_list', { subscription_ids: many });
    expect([isError, text]).toEqual([true, expect.stringContaining('subscription_ids')]);
    expect(service.control.requests.entries()).toHaveLength(0);
  });

  it('looks only into the workspaces that the server is held to', async () => {
    const { call, service } = await connectClient({ allowed: [demoWorkspace] });
    const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };
    service.control.workspaces.add({ ...place, name: 'other-ws', computes: [] });
    const asked = { all_workspaces: true, subscription_ids: [demoIds.subscriptionId.toUpperCase()] };
    expect((await call('cluster_list', asked)).result).toMatchObject({ total: 3 });
    expect(service.control.requests.entries({ route: 'workspace.list' })).toHaveLength(0);
    expect(JSON.stringify(service.control.requests.entries())).not.toContain('other-ws');
    const { isError, result } = await call('cluster_list', { subscription_ids: [other] });
    expect([isError, result['code']]).toEqual([true, 'forbidden']);
  });
});
