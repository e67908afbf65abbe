import { describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';
import { parseSnapshot } from '../seed/parse-snapshot.js';

describe('a saved world', () => {
  it('goes on where it stood: computes, operations under way, and ids that are not used twice', async () => {
    const before = openSession({ seed: 'troubled' });
    const put = await before.attach('gpu');
    await before.attach('broken', { resourceId: demoIds.aksId.replace('demo-aks', 'stopped-aks') });
    await before.detach('cpu-cluster');
    before.service.control.permissions.deny('x');
    const snapshot = parseSnapshot(JSON.stringify(before.service.control.snapshot()));
    expect(snapshot).toEqual(before.service.control.snapshot());

    const after = openSession({ snapshot });
    expect((await after.poll(put)).json['status']).toBe('InProgress');
    await after.clock.advance(3000);
    expect((await after.poll(put)).json['status']).toBe('Succeeded');
    expect(after.service.control.computes.get('broken').provisioningState).toBe('Failed');
    expect(after.service.control.computes.find('cpu-cluster')).toBeNull();
    const next = await openSession({ snapshot }).attach('another');
    expect(next.headers.get('azure-asyncoperation')).not.toBe(put.headers.get('azure-asyncoperation'));
    expect(after.service.control.permissions.list()).toEqual(before.service.control.permissions.list());
  });

  it('keeps what was done to clusters', async () => {
    const { call, compute, service } = openSession();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await call('DELETE', `${compute('gpu')}?api-version=2024-04-01&underlyingResourceAction=Delete`);
    const copy = openSession({ snapshot: service.control.snapshot() });
    expect(copy.service.control.clusters.changes()).toEqual(service.control.clusters.changes());
    expect(copy.service.control.clusters.changes()).toMatchObject([
      { action: 'deleted', clusterId: demoIds.aksId },
    ]);
  });

  it('is refused when it is something else', () => {
    const wrong = { ...openSession().service.control.snapshot(), format: 'other/2' };
    expect(() => parseSnapshot(JSON.stringify(wrong), 'state.json')).toThrow(
      /^state\.json: \$\.format must be one of/,
    );
    expect(() => parseSnapshot('{}')).toThrow(/\$\.format is required/);
  });
});
