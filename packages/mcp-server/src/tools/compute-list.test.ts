import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../../test/connect-client.js';

const names = (result: Readonly<Record<string, unknown>>): unknown[] =>
  Array.isArray(result['computes']) ? result['computes'].map(({ name }) => name) : [];

async function withComputes(count: number) {
  const connection = await connectClient({ service: { modes: { pageSize: 3 } } });
  for (let index = 0; index < count; index += 1)
    connection.service.control.computes.add({ name: `gpu${index}`, resourceId: demoIds.aksId });
  return connection;
}

describe('compute_list', () => {
  it('lists the Kubernetes computes and counts the others', async () => {
    const { call } = await withComputes(2);
    const { result } = await call('compute_list');
    expect(names(result)).toEqual(['gpu0', 'gpu1']);
    expect(result).toMatchObject({ total: 2, other_types: { AmlCompute: 1 }, unreadable: 0 });
    expect(result['next_cursor']).toBeUndefined();
  });

  it('gives every compute exactly once over its pages', async () => {
    const { call } = await withComputes(7);
    const seen: unknown[] = [];
    let cursor: unknown;
    for (let page = 0; page < 4; page += 1) {
      const { result } = await call('compute_list', {
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...names(result));
      cursor = result['next_cursor'];
      if (cursor === undefined) break;
    }
    expect(seen).toEqual(['gpu0', 'gpu1', 'gpu2', 'gpu3', 'gpu4', 'gpu5', 'gpu6']);
  });

  it('goes on in the right place when computes come and go between pages', async () => {
    const { call, service } = await withComputes(4);
    const first = await call('compute_list', { limit: 2 });
    service.control.computes.remove('gpu0');
    const second = await call('compute_list', { limit: 2, cursor: first.result['next_cursor'] });
    expect(names(second.result)).toEqual(['gpu2', 'gpu3']);
  });

  it.each(['garbage', 'L3N1YnM'])('refuses the cursor %j', async (cursor) => {
    const { call } = await withComputes(1);
    const { result } = await call('compute_list', { cursor });
    expect(result).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/^cursor/) });
  });

  it.each([0, 101, 2.5, '5'])('refuses the limit %j', async (limit) => {
    const { call } = await withComputes(1);
    const { result } = await call('compute_list', { limit });
    expect(result).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/^limit must be/) });
  });
});
