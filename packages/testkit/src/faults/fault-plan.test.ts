import { describe, expect, it } from 'vitest';
import type { FaultEffect } from './fault.js';
import { FaultPlan, type FaultTarget } from './fault-plan.js';
import type { RouteName } from './route-name.js';
import { UnconsumedFaultError } from './unconsumed-fault-error.js';

const late = { kind: 'latency', delayMs: 1 } as const;
const get: FaultTarget = { method: 'GET', path: '/computes/gpu', route: 'compute.get' };
const put: FaultTarget = { method: 'PUT', path: '/computes/gpu', route: 'compute.put' };

describe('FaultPlan', () => {
  it.each([
    [{}, [true, true]],
    [{ method: 'put' }, [false, true]],
    [{ route: 'compute.get' }, [true, false]],
    [{ path: '/COMPUTES/' }, [true, true]],
    [{ path: /gpu$/g }, [true, true]],
    [{ path: /^gpu/ }, [false, false]],
    [{ method: 'GET', path: 'cpu' }, [false, false]],
  ] as const)('matches %j', (match, expected) => {
    const hits = [get, put].map((target) => {
      const plan = new FaultPlan();
      plan.plan({ match, effect: late });
      return plan.take(target).length === 1;
    });
    expect(hits).toEqual(expected);
  });

  it('strikes from the nth matching call on, as often as planned', () => {
    const plan = new FaultPlan();
    plan.plan({ match: { method: 'GET', nth: 2 }, times: 2, effect: late });
    const strikes = [get, put, get, get, get].map((target) => plan.take(target).length);
    expect(strikes).toEqual([0, 0, 1, 1, 0]);
  });

  it('lets one fault strike a call at most, the one planned first', () => {
    const plan = new FaultPlan();
    plan.plan({ effect: { kind: 'state', state: 'A' } }, { effect: { kind: 'state', state: 'B' } });
    expect([plan.take(get), plan.take(get), plan.take(get)]).toEqual([
      [{ kind: 'state', state: 'A' }],
      [{ kind: 'state', state: 'B' }],
      [],
    ]);
  });

  it.each<[FaultEffect, RouteName, RouteName]>([
    [{ kind: 'stuck' }, 'compute.get', 'compute.put'],
    [{ kind: 'duration', durationMs: 1 }, 'workspace.get', 'compute.patch'],
    [{ kind: 'fails' }, 'operation.status', 'compute.delete'],
    [{ kind: 'cancels' }, 'compute.list', 'compute.put'],
    [{ kind: 'contradicts' }, 'compute.start', 'compute.put'],
    [{ kind: 'vanishes' }, 'operation.status', 'compute.delete'],
    [{ kind: 'state', state: 'X' }, 'compute.list', 'operation.status'],
    [{ kind: 'state', state: 'X' }, 'compute.delete', 'extension.get'],
    [{ kind: 'foreign-url', where: 'operation', origin: 'https://x' }, 'compute.get', 'operation.result'],
    [{ kind: 'foreign-url', where: 'next-link', origin: 'https://x' }, 'cluster.get', 'cluster.list'],
  ])('lets %j wait through %s for %s', (effect, other, route) => {
    const plan = new FaultPlan();
    plan.plan({ effect: [late, effect] });
    const taken = [null, other, route].map((name) => plan.take({ ...get, route: name }).length);
    expect(taken).toEqual([0, 0, 2]);
  });

  it('fails the test that planned a fault which never struck', () => {
    const plan = new FaultPlan();
    plan.plan({
      match: { route: 'compute.put' },
      times: 2,
      effect: [{ kind: 'stuck' }, { kind: 'vanishes' }],
    });
    plan.take(put);
    expect(() => plan.assertConsumed()).toThrow(UnconsumedFaultError);
    expect(() => plan.assertConsumed()).toThrow('stuck + vanishes on route compute.put');
    plan.take(put);
    plan.assertConsumed();
  });

  it('needs one strike of a fault without an end', () => {
    const plan = new FaultPlan();
    plan.plan({ times: -1, effect: late });
    expect(plan.unconsumed).toHaveLength(1);
    for (let call = 0; call < 5; call += 1) expect(plan.take(get)).toHaveLength(1);
    plan.assertConsumed();
  });

  it('forgets everything when cleared', () => {
    const plan = new FaultPlan();
    plan.plan({ effect: late });
    plan.clear();
    expect(plan.take(get)).toEqual([]);
    plan.assertConsumed();
  });

  it.each([{ times: 0 }, { times: 1.5 }, { match: { nth: 0 } }])(
    'refuses counts that make no sense: %j',
    (counts) => {
      expect(() => new FaultPlan().plan({ ...counts, effect: late })).toThrow(RangeError);
    },
  );
});
