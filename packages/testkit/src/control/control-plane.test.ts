import { describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';
import { FakeComputeService } from '../fake-compute-service.js';
import { demoIds } from '../seed/demo-seed.js';
import { UnknownResourceError } from './unknown-resource-error.js';

const other = { subscriptionId: demoIds.subscriptionId, resourceGroup: 'other-rg', name: 'other' };

describe('the control plane', () => {
  it('never shows in the journal', () => {
    const { service } = openSession();
    service.control.workspaces.add(other);
    service.control.computes.list();
    expect(service.control.requests.entries()).toEqual([]);
  });

  it('adds resources that the service then serves', async () => {
    const { service, call } = openSession({ seed: 'empty' });
    const { control } = service;
    const workspace = control.workspaces.add({ ...other, computes: [{ name: 'old' }] });
    const cluster = control.clusters.add({ ...other, kind: 'arc' });
    const extension = control.extensions.install(cluster.id, { provisioningState: 'Failed' });
    const identity = control.identities.add(other);
    for (const target of [
      `${workspace.id}/computes/old?api-version=2024-04-01`,
      `${cluster.id}?api-version=2024-01-01`,
      `${extension.id}?api-version=2023-05-01`,
      `${identity.id}?api-version=2023-01-31`,
    ])
      expect([target, (await call('GET', target)).status]).toEqual([target, 200]);
  });

  it('removes resources', async () => {
    const { service, call, compute } = openSession();
    const { control } = service;
    control.extensions.remove(demoIds.arcId);
    expect(control.extensions.list(demoIds.arcId)).toEqual([]);
    control.clusters.remove(demoIds.aksId);
    expect(control.extensions.list(demoIds.aksId)).toEqual([]);
    expect(control.clusters.changes()).toEqual([]);
    control.identities.remove(demoIds.identityId);
    expect(control.identities.list()).toEqual([]);
    control.computes.remove('cpu-cluster');
    expect((await call('GET', compute('cpu-cluster'))).status).toBe(404);
  });

  it('ends operations at will: as planned, or as failed, and also those that would never end', async () => {
    const { service, attach, poll } = openSession();
    const { control } = service;
    control.faults.plan({ effect: { kind: 'stuck' } });
    const stuck = await attach('stuck');
    control.computes.finish('stuck');
    expect((await poll(stuck)).json['status']).toBe('Succeeded');
    const put = await attach('gpu');
    control.computes.fail('gpu', { code: 'Doom', message: 'because' });
    expect((await poll(put)).json).toMatchObject({ status: 'Failed', error: { message: 'because' } });
    expect(control.computes.get('gpu').provisioningErrors).toMatchObject([
      { error: { details: [{ code: 'Doom' }] } },
    ]);
  });

  it('names what exists when asked for what does not', () => {
    const { control } = new FakeComputeService();
    expect(() => control.computes.get('gpu')).toThrow(UnknownResourceError);
    expect(() => control.computes.get('gpu')).toThrow("There is no compute 'gpu'. Known: cpu-cluster.");
    expect(() => control.computes.finish('cpu-cluster')).toThrow('operation');
    expect(() => control.clusters.get('/x')).toThrow(demoIds.aksId);
    expect(() => control.extensions.install('/x')).toThrow('cluster');
    expect(() => control.extensions.remove(demoIds.aksId, 'flux')).toThrow('azureml');
    expect(() => control.workspaces.get('/x')).toThrow('demo-ws');
    expect(() => control.computes.list('/x')).toThrow('workspace');
  });

  it('advances its clock, or runs ahead of one that cannot be advanced', async () => {
    const { service, clock, attach } = openSession();
    await attach('gpu');
    await service.control.time.advance(3000);
    expect(clock.monotonic()).toBe(3000);
    const fixed = { now: () => 5000, monotonic: () => 0, sleep: async () => undefined };
    const ahead = new FakeComputeService({ clock: fixed });
    await ahead.control.time.advance(60_000);
    expect(ahead.control.time.now()).toBe(65_000);
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY])
      await expect(ahead.control.time.advance(wrong)).rejects.toThrow(RangeError);
  });
});
