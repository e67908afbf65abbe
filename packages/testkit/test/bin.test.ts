import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
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

/** Begins an attach and holds back its body; `end` sends it and gives the status that is answered. */
async function beginAttach(url: string): Promise<{ end(): Promise<number | undefined> }> {
  const body = JSON.stringify(kubernetesBody());
  const sent = { ...headers, 'Content-Length': body.length, Expect: '100-continue' };
  const outgoing = request(computeUrl(url), { method: 'PUT', headers: sent });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    outgoing.on('error', reject).on('response', (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
  });
  answered.catch(() => undefined);
  outgoing.flushHeaders();
  await new Promise((resolve) => outgoing.once('continue', resolve));
  return {
    end: () => {
      outgoing.end(body);
      return answered;
    },
  };
}

/** Resolves once the server takes no more connections. */
async function untilDeaf(url: string): Promise<void> {
  while (
    await fetch(url).then(
      () => true,
      () => false,
    )
  );
}

const headers = { Authorization: 'Bearer x' };
const computeUrl = (url: string, name = 'gpu') =>
  `${url}${demoIds.workspaceId}/computes/${name}?api-version=2024-04-01`;

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
          { id: demoIds.bareId, kind: 'aks' },
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
      format: 'azureml-kubernetes-testkit/2',
    });
  });

  it('answers the request that it is at when it is told to stop, and keeps what came of it', async () => {
    const state = join(folder, 'graceful.json');
    const serving = run('serve', '--state', state);
    const { url } = await ready(serving);
    const attach = await beginAttach(url);
    serving.child.kill('SIGTERM');
    await untilDeaf(url);
    expect(await attach.end()).toBe(201);
    expect(await serving.exit).toBe(0);
    expect(await readFile(state, 'utf8')).toContain('"name":"gpu"');
  });

  it('stops at once when it is told again', async () => {
    const serving = run('serve');
    const { url } = await ready(serving);
    const attach = await beginAttach(url);
    serving.child.kill('SIGTERM');
    await untilDeaf(url);
    serving.child.kill('SIGINT');
    expect(await serving.exit).toBe(1);
    await expect(attach.end()).rejects.toThrow();
  });

  it('has a whole world in its file whenever it is killed', async () => {
    const state = join(folder, 'killed.json');
    for (const killAfter of [1, 17, 40]) {
      const serving = run('serve', '--state', state, '--mode', 'whileBusy=accept');
      const { url } = await ready(serving);
      let answered = 0;
      const send = async (): Promise<void> => {
        await fetch(computeUrl(url), { method: 'PUT', headers, body: JSON.stringify(kubernetesBody()) });
        answered += 1;
        if (answered === killAfter) serving.child.kill('SIGKILL');
      };
      await Promise.allSettled(Array.from({ length: 50 }, send));
      expect(await serving.exit).toBe('SIGKILL');
      expect(JSON.parse(await readFile(state, 'utf8'))).toHaveProperty('computes');
    }
    const last = run('serve', '--state', state);
    expect(await ready(last)).toMatchObject({ workspace: demoIds.workspace });
    expect(await stop(last)).toBe(0);
  });

  it('has each write in its file that it has answered', async () => {
    const state = join(folder, 'answered.json');
    const names = ['one', 'two', 'three'];
    for (const name of names) {
      const serving = run('serve', '--state', state);
      const { url } = await ready(serving);
      const body = JSON.stringify(kubernetesBody());
      const { status } = await fetch(computeUrl(url, name), { method: 'PUT', headers, body });
      serving.child.kill('SIGKILL');
      expect([status, await serving.exit]).toEqual([201, 'SIGKILL']);
      expect(await readFile(state, 'utf8')).toContain(`"name":"${name}"`);
    }
  });

  it('ends with 3 when a fault of the seed file never struck, and names it', async () => {
    const file = join(folder, 'faults.json');
    const faults = [{ match: { route: 'compute.put', nth: 2 }, effect: { kind: 'stuck' } }];
    await writeFile(file, JSON.stringify({ faults }));
    const serving = run('serve', '--seed', file);
    await ready(serving);
    expect(await stop(serving)).toBe(3);
    expect(serving.output.stderr).toContain('never struck: stuck on route compute.put, nth 2');
  });

  it('says why it cannot start, with one line', async () => {
    const corrupt = join(folder, 'corrupt.json');
    await writeFile(corrupt, '{"format":');
    const first = run('serve');
    const { port } = new URL((await ready(first)).url);
    const busy = run('serve', '--port', port);
    const broken = run('serve', '--state', corrupt);
    expect([await busy.exit, await broken.exit]).toEqual([1, 1]);
    expect(busy.output.stderr).toBe(
      `azureml-kubernetes-testkit: cannot listen on --host 127.0.0.1 --port ${port}: it is in use\n`,
    );
    expect(broken.output.stderr).toMatch(/--state '.*corrupt\.json' holds no saved world: .*\n$/);
    expect(await readFile(corrupt, 'utf8')).toBe('{"format":');
    await stop(first);
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
