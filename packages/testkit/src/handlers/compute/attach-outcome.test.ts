import { describe, expect, it } from 'vitest';
import { openSession } from '../../../test/session.js';
import { demoIds } from '../../seed/demo-seed.js';

const clusterId = (name: string, type = 'Microsoft.ContainerService/managedClusters') =>
  `/subscriptions/${demoIds.subscriptionId}/resourceGroups/demo-rg/providers/${type}/${name}`;
const arcId = (name: string) => clusterId(name, 'Microsoft.Kubernetes/connectedClusters');

describe('attachOutcome', () => {
  it.each([
    ['the cluster does not exist', clusterId('ghost'), 'ClusterNotFound', /ghost/],
    ['the cluster is stopped', clusterId('stopped-aks'), 'ClusterNotReachable', /stopped/],
    ['the API server is private', clusterId('private-aks'), 'ClusterNotReachable', /private/],
    ['the extension is missing', clusterId('bare-aks'), 'ClusterServiceNotFound', /extension not installed/],
    ['the extension is unhealthy', clusterId('unhealthy-aks'), 'GenericClusterError', /Failed: Helm/],
    ['the extension is being installed', arcId('installing-arc'), 'GenericClusterError', /Creating/],
    ['Arc is offline', arcId('offline-arc'), 'ClusterNotReachable', /Offline/],
    ['the Arc certificate has expired', arcId('expired-arc'), 'ClusterNotReachable', /Expired/],
    ['the id is of something else', `${demoIds.workspaceId}`, 'InvalidComputeInformation', /neither/],
  ])('fails after its acceptance when %s', async (_, resourceId, code, message) => {
    const { attach, poll, clock, call, compute } = openSession({ seed: 'troubled' });
    const put = await attach('gpu', { resourceId });
    expect(put.status).toBe(201);
    expect((await poll(put)).json).toEqual({ status: 'InProgress' });
    await clock.advance(3000);
    const end = await poll(put);
    expect([end.status, end.json]).toMatchObject([200, { status: 'Failed', error: { code: 'BadRequest' } }]);
    expect((await call('GET', compute('gpu'))).json['properties']).toMatchObject({
      provisioningState: 'Failed',
      provisioningErrors: [
        { error: { statusCode: 400, details: [{ code, message: expect.stringMatching(message) }] } },
      ],
    });
  });

  it('hides a missing role behind an internal error', async () => {
    const { attach, clock, call, compute } = openSession({ seed: 'troubled' });
    await attach('gpu', { resourceId: clusterId('forbidden-aks') });
    await clock.advance(3000);
    expect((await call('GET', compute('gpu'))).json['properties']).toMatchObject({
      provisioningErrors: [
        {
          error: {
            code: 'InternalServerError',
            details: [{ message: expect.stringContaining('Forbidden') }],
          },
        },
      ],
    });
  });

  it('asks for Cluster Admin on AKS and not on Arc', async () => {
    const { attach, clock, service } = openSession();
    const { clusters, computes } = service.control;
    for (const id of [demoIds.aksId, demoIds.arcId]) clusters.change(id, { missingRoles: ['cluster-admin'] });
    await attach('on-aks', { resourceId: demoIds.aksId });
    await attach('on-arc', { resourceId: demoIds.arcId });
    await clock.advance(3000);
    expect(computes.get('on-aks').provisioningState).toBe('Failed');
    expect(computes.get('on-arc').provisioningState).toBe('Succeeded');
    clusters.change(demoIds.arcId, { missingRoles: ['reader'] });
    await attach('unseen', { resourceId: demoIds.arcId });
    await clock.advance(3000);
    expect(computes.get('unseen').provisioningState).toBe('Failed');
  });

  it('never ends across subscriptions', async () => {
    const { attach, poll, clock, service } = openSession({ seed: 'troubled' });
    const foreign = service.control.clusters.list().find(({ name }) => name === 'foreign-aks');
    const put = await attach('gpu', { resourceId: foreign?.id ?? '' });
    await clock.advance(48 * 3_600_000);
    expect((await poll(put)).json).toEqual({ status: 'InProgress' });
  });

  it('fails for a namespace that is no DNS label', async () => {
    const { attach, poll, clock } = openSession();
    const put = await attach('gpu', { properties: { namespace: 'Not_A_Label' } });
    await clock.advance(3000);
    expect((await poll(put)).json).toMatchObject({ status: 'Failed' });
  });

  it('succeeds once the trouble is mended', async () => {
    const { attach, poll, clock, service } = openSession({ seed: 'troubled' });
    const resourceId = clusterId('stopped-aks');
    await attach('gpu', { resourceId });
    await clock.advance(3000);
    service.control.clusters.change(resourceId, { powerState: 'Running' });
    const again = await attach('gpu', { resourceId });
    await clock.advance(3000);
    expect((await poll(again)).json).toMatchObject({ status: 'Succeeded' });
  });

  it('lets one cluster serve several computes', async () => {
    const { attach, clock, service } = openSession();
    for (const name of ['one', 'two']) await attach(name, { properties: { namespace: name } });
    await clock.advance(3000);
    expect(service.control.computes.list().map(({ provisioningState }) => provisioningState)).toEqual([
      'Succeeded',
      'Succeeded',
      'Succeeded',
    ]);
  });
});
