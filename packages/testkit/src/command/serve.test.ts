import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnconsumedFaultError } from '../faults/unconsumed-fault-error.js';
import { demoIds } from '../seed/demo-seed.js';
import { parseCommand, type ServeOptions } from './cli-options.js';
import { type Serving, serve } from './serve.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testkit-serve-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const warnings: string[] = [];

function start(...flags: readonly string[]): Promise<Serving> {
  const command = parseCommand(['serve', ...flags]);
  if (command.kind !== 'serve') throw new Error('the flags are wrong');
  return serve(command.options, (problem) => warnings.push(problem));
}

async function startSeeded(seed: unknown): Promise<Serving> {
  await writeFile(at('seed.json'), JSON.stringify(seed));
  return start('--seed', at('seed.json'));
}

const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: 'rg', name: 'ws' };
const headers = { Authorization: 'Bearer x' };
const list = ({ readiness }: Serving) =>
  `${readiness.url}${demoIds.workspaceId}/computes?api-version=2024-04-01`;

describe('serve', () => {
  it('tells where it is and what there is', async () => {
    const empty = await start('--seed', 'empty');
    expect(empty.readiness).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      subscriptionId: null,
      resourceGroup: null,
      workspace: null,
      clusters: [],
    });
    await empty.stop();
  });

  it('obeys modes, and lets pages in', async () => {
    const serving = await start('--mode', 'lastNextLink=null', '--cors', '*');
    const answer = await fetch(list(serving), { headers: { ...headers, Origin: 'http://page' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({ nextLink: null });
    await serving.stop();
  });

  it('throttles when it is told to', async () => {
    const serving = await start('--throttle');
    const statuses: number[] = [];
    const ask = async () => (await fetch(list(serving), { headers })).status;
    // The bucket holds 250 reads and gets 25 more each second.
    while (statuses.length < 2000 && !statuses.includes(429))
      statuses.push(...(await Promise.all(Array.from({ length: 50 }, ask))));
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(250);
    await serving.stop();
  });

  it.each([
    [[], 501],
    [['--strict'], 501],
    [['--lenient'], 200],
  ])('with %j answers a query parameter that is not modelled with %i', async (flags, status) => {
    const serving = await start(...flags);
    const answer = await fetch(`${list(serving)}&$top=3`, { headers });
    expect(answer.status).toBe(status);
    await serving.stop();
  });

  it('keeps journal and world', async () => {
    const serving = await start('--journal', at('journal'), '--state', at('world'), '--attach-ms', '7');
    await fetch(list(serving).replace('computes', 'computes/cpu-cluster'), { method: 'DELETE', headers });
    await serving.stop();
    expect(JSON.parse(await readFile(at('journal'), 'utf8'))).toMatchObject({ route: 'compute.delete' });
    const { operations } = JSON.parse(await readFile(at('world'), 'utf8'));
    expect(operations).toMatchObject([{ kind: 'detach' }]);
    const again = await start('--state', at('world'));
    expect(again.readiness.workspace).toBe(demoIds.workspace);
    await again.stop();
  });

  it('tells when the world can no longer be saved', async () => {
    const inner = await mkdtemp(at('inner-'));
    const serving = await start('--state', join(inner, 'world'));
    await rm(inner, { recursive: true });
    await fetch(list(serving), { method: 'POST', headers });
    await expect(serving.stop()).rejects.toThrow('cannot be written');
    expect(warnings.at(-1)).toContain(`--state '${join(inner, 'world')}' cannot be written`);
  });

  it('speaks HTTPS with a certificate', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    await writeFile(at('cert'), cert);
    await writeFile(at('key'), key);
    const serving = await start('--tls-cert', at('cert'), '--tls-key', at('key'), '--host', '::1');
    expect(serving.readiness.url).toMatch(/^https:\/\/\[::1\]:\d+$/);
    await serving.stop();
    await writeFile(at('other'), (await generate([{ name: 'commonName', value: 'other' }])).private);
    await writeFile(at('empty'), '');
    for (const wrong of [at('other'), at('cert'), at('empty')])
      await expect(start('--tls-cert', at('cert'), '--tls-key', wrong)).rejects.toThrow('no PEM pair');
  });

  it('fails the run whose planned fault never struck', async () => {
    const faults = [{ match: { route: 'compute.list' }, effect: { kind: 'error', status: 503 } }];
    const missed = await startSeeded({ workspaces: [place], faults });
    await expect(missed.stop()).rejects.toThrow(UnconsumedFaultError);
    const struck = await startSeeded({ workspaces: [place], faults });
    await fetch(list(struck).replace('demo-rg', 'rg').replace('demo-ws', 'ws'), { headers });
    await struck.stop();
  });

  it.each<[Partial<ServeOptions>, string]>([
    [
      { host: '203.0.113.7' },
      'cannot listen on --host 203.0.113.7 --port 0: this machine has no such address',
    ],
    [{ seed: 'dmeo' }, "--seed 'dmeo' is neither a seed of the kit (demo"],
    [{ stateFile: '/nowhere/world' }, "--state '/nowhere/world' cannot be written"],
    [{ journalFile: '/nowhere/journal' }, "--journal '/nowhere/journal' cannot be written"],
    [{ tlsCert: '/nowhere/c', tlsKey: '/nowhere/k' }, "--tls-cert '/nowhere/c' cannot be read"],
  ])('says why it cannot start with %j', async (wrong, words) => {
    const command = parseCommand(['serve']);
    if (command.kind !== 'serve') throw new Error('unreachable');
    await expect(serve({ ...command.options, ...wrong }, expect.unreachable)).rejects.toThrow(words);
  });

  it('says when the port is in use', async () => {
    const first = await start();
    const { port } = new URL(first.readiness.url);
    await expect(start('--port', port)).rejects.toThrow(
      `cannot listen on --host 127.0.0.1 --port ${port}: it is in use`,
    );
    await first.stop();
  });
});
