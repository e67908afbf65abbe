import type { Fetch } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';
import { expect, it } from 'vitest';
import { connectClient } from './connect-client.js';
import { expectFenced, HOSTILE } from './hostile-words.js';

type Place = (path: string) => string | null;

/** Hands each text of an answer to `replace`, under the path where it stands; list entries share one path. */
function rewrite(value: unknown, path: string, replace: Place): unknown {
  if (typeof value === 'string') return replace(path) ?? value;
  if (Array.isArray(value)) return value.map((entry) => rewrite(entry, `${path}[]`, replace));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, rewrite(one, `${path}.${key}`, replace)]));
}

function rewriteReads(replace: Place): (send: Fetch) => Fetch {
  return (send) => async (request, init) => {
    const answer = await send(request, init);
    const text = await answer.text();
    const { status, headers } = answer;
    if (text === '') return new Response(null, { status, headers });
    const kind = new URL(request.url).pathname.split('/').filter(Boolean).at(-2) ?? '';
    const body = rewrite(JSON.parse(text), `${request.method} ${kind}`, replace);
    return new Response(JSON.stringify(body), { status, headers });
  };
}

/** Everything that reads what others can write, and the plans before a write. */
async function useEverything(replace: Place): Promise<Readonly<Record<string, unknown>>[]> {
  const { call, client, service } = await connectClient({ wrap: rewriteReads(replace) });
  service.control.computes.add({
    name: 'gpu',
    resourceId: demoIds.aksId,
    namespace: 'ml',
    description: 'plain',
    tags: { owner: 'me' },
  });
  await call('compute_attach', { name: 'bad', resource_id: demoIds.arcId, skip_checks: true });
  service.control.computes.fail('bad', { code: 'ClusterNotReachable', message: 'no answer' });
  const attach = { name: 'gpu', resource_id: demoIds.aksId, namespace: 'other' };
  const calls: [string, Record<string, unknown>][] = [
    ['cluster_list', { all_workspaces: true }],
    ['compute_list', {}],
    ['compute_check_attach', { name: 'new', resource_id: demoIds.arcId }],
    ['compute_check_attach', attach],
    ['compute_attach', { ...attach, dry_run: true }],
    ['compute_attach', attach],
    ['compute_attach', { name: 'late', resource_id: demoIds.arcId }],
    ['compute_get_status', { name: 'gpu' }],
    ['compute_get_status', { name: 'bad' }],
    ['compute_wait', { name: 'bad', max_wait_seconds: 1 }],
    ['compute_diagnose', { name: 'bad' }],
    ['compute_detach', { name: 'gpu' }],
  ];
  const results: Readonly<Record<string, unknown>>[] = [];
  for (const [tool, args] of calls) results.push((await call(tool, args)).result);
  const listed = await client.listResources().catch((error: unknown) => ({ refused: String(error) }));
  const completed = await client
    .complete({ ref: { type: 'ref/prompt', name: 'safe_detach' }, argument: { name: 'name', value: '' } })
    .catch((error: unknown) => ({ refused: String(error) }));
  return [...results, { ...listed }, { ...completed }];
}

it('no text in any answer of the service gets past the fence', { timeout: 300_000 }, async () => {
  const places = new Set<string>();
  const clean = await useEverything((path) => {
    places.add(path);
    return null;
  });
  for (const result of clean) expectFenced(result);
  expect(places.size).toBeGreaterThan(60);
  let quoted = 0;
  for (const place of places) {
    for (const result of await useEverything((path) => (path === place ? HOSTILE : null))) {
      expectFenced(result);
      if (/ignore previous/i.test(JSON.stringify(result))) quoted += 1;
    }
  }
  expect(quoted, 'some of it is quoted, where it belongs').toBeGreaterThan(5);
});
