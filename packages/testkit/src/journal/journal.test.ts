import { describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';

describe('the journal', () => {
  it('tells what was asked and answered, and which fault struck', async () => {
    const { attach, call, service } = openSession();
    service.control.faults.plan({ match: { method: 'PUT' }, effect: { kind: 'stuck' } });
    await attach('gpu', { description: 'x' });
    await call('GET', '/nowhere');
    expect(service.control.requests.entries()).toMatchObject([
      {
        sequence: 1,
        method: 'PUT',
        path: `${demoIds.workspaceId}/computes/gpu`,
        route: 'compute.put',
        outcome: 201,
        errorCode: null,
        faults: ['stuck'],
        body: { properties: { description: 'x' } },
      },
      { sequence: 2, route: null, outcome: 404, errorCode: 'InvalidResourceType', faults: [], body: null },
    ]);
  });

  it('hides secrets before it writes', async () => {
    const { call, compute, service } = openSession();
    await call('PUT', compute('gpu'), {
      token: 'top-secret-1',
      headers: { Cookie: 'top-secret-2', 'x-ms-authorization-auxiliary': 'Bearer top-secret-3' },
      body: {
        list: [{ adminPassword: 'top-secret-4' }],
        properties: { relayConnectionString: 'top-secret-5' },
      },
    });
    const [entry] = service.control.requests.entries();
    expect(JSON.stringify(entry)).not.toContain('top-secret');
    expect(entry?.headers['authorization']).toBe('Bearer [redacted]');
  });

  it('selects by method, path and route', async () => {
    const { attach, call, compute, service } = openSession();
    await attach('gpu');
    await call('GET', compute('gpu'));
    const { requests } = service.control;
    expect(requests.entries({ method: 'put' })).toHaveLength(1);
    expect(requests.entries({ path: '/COMPUTES/' })).toHaveLength(2);
    expect(requests.entries({ route: 'compute.get' })).toHaveLength(1);
    requests.clear();
    expect(requests.entries()).toEqual([]);
  });

  it('keeps the newest entries and completes those that are still open', async () => {
    const { call, compute, service } = openSession({ journalLimit: 3 });
    for (let round = 0; round < 10; round += 1) await call('GET', compute(`c${round}`));
    const entries = service.control.requests.entries();
    expect(entries.map(({ sequence, outcome }) => [sequence, outcome])).toEqual([
      [8, 404],
      [9, 404],
      [10, 404],
    ]);
  });

  it('can be followed, also past its limit, until one has had enough', async () => {
    const { call, compute, service } = openSession({ journalLimit: 0 });
    const seen: unknown[] = [];
    const leave = service.control.requests.follow(({ sequence, outcome }) => seen.push([sequence, outcome]));
    await call('GET', compute('one'));
    await call('GET', compute('two'));
    leave();
    await call('GET', compute('three'));
    expect(seen).toEqual([
      [1, 404],
      [2, 404],
    ]);
  });
});
