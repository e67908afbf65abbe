import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../../test/connect-client.js';

describe('cluster_list', () => {
  it('lists both kinds with their state, extension and where they are attached', async () => {
    const { call, service } = await connectClient();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const { result } = await call('cluster_list');
    expect(result).toMatchObject({
      total: 2,
      clusters: [
        {
          resource_id: demoIds.aksId,
          kind: 'aks',
          state: 'Running',
          extension: 'Succeeded',
          attached_as: ['gpu'],
        },
        {
          resource_id: demoIds.arcId,
          kind: 'arc',
          state: 'Connected',
          extension: 'Succeeded',
          attached_as: [],
        },
      ],
    });
  });

  it('says how many there are when it does not show all', async () => {
    const { call } = await connectClient();
    const { result } = await call('cluster_list', { limit: 1 });
    expect(result).toMatchObject({ total: 2, next_step: expect.stringContaining('1 of 2') });
    expect(result['clusters']).toHaveLength(1);
  });

  it('reports a subscription that it may not read beside the clusters of the others', async () => {
    const { call, service } = await connectClient();
    const other = '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60';
    const effect = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;
    service.control.faults.plan({ match: { path: other }, times: 2, effect });
    const { result } = await call('cluster_list', { subscription_ids: [demoIds.subscriptionId, other] });
    expect(result).toMatchObject({
      total: 2,
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
      { resource_id: demoIds.arcId, attached_elsewhere: [{ workspace: id, name: 'shared' }] },
    ]);
    const effect = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;
    service.control.faults.plan({ match: { route: 'compute.list', path: 'other-ws' }, effect });
    const { result: partial } = await call('cluster_list', { all_workspaces: true });
    expect(partial).toMatchObject({
      total: 2,
      not_read: [{ kind: 'computes', workspace: id, code: 'forbidden' }],
    });
  });

  it('refuses a subscription id that is none', async () => {
    const { call } = await connectClient();
    const { isError, result } = await call('cluster_list', { subscription_ids: ['mine'] });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'invalid-input' });
  });
});
