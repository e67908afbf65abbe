import { describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';

describe('what a long run leaves behind', { timeout: 30_000 }, () => {
  it('is not the computes whose detach is over, once they were listed', async () => {
    const { detach, clock, call, service } = openSession();
    await detach('cpu-cluster');
    await clock.advance(1000);
    await call('GET', `${demoIds.workspaceId}/computes`);
    expect(service.control.snapshot().computes).toEqual([]);
  });

  it('is not the operations that cannot be read any more', async () => {
    const { attach, detach, clock, service } = openSession({
      modes: { operationRetentionMs: 60_000 },
      provisioning: { attachMs: 0, detachMs: 0 },
    });
    for (let round = 0; round < 2000; round += 1) {
      await attach('gpu');
      await detach('gpu');
      await clock.advance(1000);
    }
    expect(service.control.snapshot().operations.length).toBeLessThanOrEqual(1000);
  });

  it('keeps the operation by which a compute came to its state', async () => {
    const { attach, detach, clock, service } = openSession({
      modes: { operationRetentionMs: 0 },
      provisioning: { attachMs: 0, detachMs: 0 },
    });
    service.control.faults.plan({ match: { route: 'compute.put' }, effect: { kind: 'fails' } });
    await attach('failed');
    for (let round = 0; round < 1000; round += 1) {
      await attach('gpu');
      await detach('gpu');
      await clock.advance(1);
    }
    expect(service.control.snapshot().operations.length).toBeLessThanOrEqual(1001);
    expect(service.control.computes.get('failed').provisioningState).toBe('Failed');
  });

  it('is everything else', async () => {
    const { attach, detach, clock, service } = openSession({ provisioning: { attachMs: 0, detachMs: 0 } });
    for (let round = 0; round < 600; round += 1) {
      await attach('gpu');
      await detach('gpu');
      await clock.advance(1);
    }
    expect(service.control.snapshot().operations).toHaveLength(1200);
  });
});
