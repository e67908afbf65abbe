import { describe, expect, it } from 'vitest';
import { demoIds } from '../src/seed/demo-seed.js';
import { openSession } from './session.js';

describe('a workspace with ten thousand computes', { timeout: 30_000 }, () => {
  it('lists each of them once', async () => {
    const computes = Array.from({ length: 10_000 }, (_, index) => ({
      name: `c${index}`,
      resourceId: demoIds.aksId,
    }));
    const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: 'big-rg', name: 'big-ws' };
    const { service, call } = openSession({
      seed: { workspaces: [{ ...place, computes }] },
      modes: { pageSize: 1000 },
    });
    const names = new Set<unknown>();
    let pages = 0;
    let next: unknown = `${service.control.workspaces.get().id}/computes`;
    while (typeof next === 'string') {
      const { json } = await call('GET', next);
      for (const entry of json['value'] as { name: string }[]) names.add(entry.name);
      next = json['nextLink'];
      pages += 1;
    }
    expect([names.size, pages]).toEqual([10_000, 10]);
  });
});
