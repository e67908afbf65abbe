import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { demoIds } from '../src/seed/demo-seed.js';
import { version } from '../src/version.js';
import { kubernetesBody } from './session.js';

// The bin is run from the sources, so that these tests do not depend on a build.
const bin = fileURLToPath(new URL('../src/bin.ts', import.meta.url));
const loader = fileURLToPath(new URL('./ts-loader.mjs', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testkit-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly exit: Promise<number | string | null>;
}

function run(...args: readonly string[]): Run {
  const child = spawn(process.execPath, ['--import', loader, bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const exit = new Promise<number | string | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  return { child, output, exit };
}

async function ready({
  child,
  output,
}: Run): Promise<{ readonly url: string; readonly [name: string]: unknown }> {
  while (!output.stdout.includes('\n')) {
    if (child.exitCode !== null) throw new Error(`exited: ${output.stderr}`);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
  }
  return JSON.parse(output.stdout);
}

async function stop(
  { child, exit }: Run,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | string | null> {
  child.kill(signal);
  return exit;
}

const headers = { Authorization: 'Bearer x' };
const computeUrl = (url: string) => `${url}${demoIds.workspaceId}/computes/gpu?api-version=2024-04-01`;

describe('the bin', { timeout: 30_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line of JSON, serves, and ends well on %s',
    async (signal) => {
      const serving = run('serve', '--port', '0', '--attach-ms', '0');
      const line = await ready(serving);
      expect(line).toEqual({
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        subscriptionId: demoIds.subscriptionId,
        resourceGroup: demoIds.resourceGroup,
        workspace: demoIds.workspace,
        clusters: [
          { id: demoIds.aksId, kind: 'aks' },
          { id: demoIds.arcId, kind: 'arc' },
        ],
      });
      const url = computeUrl(line.url);
      expect(
        (await fetch(url, { method: 'PUT', headers, body: JSON.stringify(kubernetesBody()) })).status,
      ).toBe(201);
      expect(await (await fetch(url, { headers })).text()).toContain('"provisioningState": "Succeeded"');
      expect(await stop(serving, signal)).toBe(0);
      expect(serving.output.stdout.trim().split('\n')).toHaveLength(1);
      expect(serving.output.stderr).toBe('');
    },
  );

  it('keeps the world between runs', async () => {
    const state = join(folder, 'world.json');
    const first = run('serve', '--state', state, '--attach-ms', '0');
    const put = { method: 'PUT', headers, body: JSON.stringify(kubernetesBody({ description: 'kept' })) };
    const address = computeUrl((await ready(first)).url);
    await fetch(address, put);
    for (let round = 0; round < 3; round += 1) await fetch(address, { headers });
    expect(await stop(first)).toBe(0);
    // One for the operation and one for each of the four requests: also what came after the last change is kept.
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ guidCount: 5 });
    const second = run('serve', '--state', state);
    const { url } = await ready(second);
    expect(await (await fetch(computeUrl(url), { headers })).text()).toContain('kept');
    expect(await stop(second)).toBe(0);
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({
      format: 'azureml-kubernetes-testkit/1',
    });
  });

  it('takes a seed from a file, and says where it is wrong', async () => {
    const file = join(folder, 'seed.json');
    const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: 'rg', name: 'mine' };
    await writeFile(file, JSON.stringify({ workspaces: [place] }));
    const good = run('serve', '--seed', file);
    expect(await ready(good)).toMatchObject({ workspace: 'mine', clusters: [] });
    await stop(good);
    await writeFile(file, JSON.stringify({ workspaces: [{ ...place, name: 7 }] }));
    const bad = run('serve', '--seed', file);
    expect(await bad.exit).toBe(1);
    expect(bad.output.stderr).toContain('$.workspaces[0].name must be a name');
    expect(bad.output.stdout).toBe('');
    const typo = run('serve', '--seed', 'dmeo');
    expect(await typo.exit).toBe(1);
    expect(typo.output.stderr).toContain(
      "'dmeo' is neither a seed of the kit (demo, troubled, empty) nor a readable file",
    );
  });

  it('tells its version and its use, and refuses what it does not understand', async () => {
    const [shown, help, wrong] = [run('--version'), run('--help'), run('serve', '--port', 'x')];
    expect([await shown.exit, await help.exit, await wrong.exit]).toEqual([0, 0, 2]);
    expect(shown.output.stdout).toBe(`${version}\n`);
    expect(help.output.stdout).toContain('--attach-ms');
    expect(wrong.output.stderr).toContain('--port expects');
  });

  it('has the version of its manifest', () => {
    expect(version).toBe(manifest.version);
  });
});
