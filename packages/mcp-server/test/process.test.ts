import { describe, expect, it } from 'vitest';
import { callLine, INITIALIZE, INITIALIZED, spawnServer } from './spawn-server.js';

describe('the process', () => {
  it('ends with 0 within a second after stdin has ended', async () => {
    const server = spawnServer(['--demo']);
    server.send(INITIALIZE, INITIALIZED);
    await server.lines(1);
    const endedAt = performance.now();
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    expect(performance.now() - endedAt).toBeLessThan(1_000);
  });

  it('ends within a second even while a long wait is at work', async () => {
    const server = spawnServer(['--demo']);
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_attach', ATTACH));
    await server.lines(2);
    server.send(callLine(3, 'compute_wait', { name: 'gpu', until: 'detached' }));
    const endedAt = performance.now();
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    expect(performance.now() - endedAt).toBeLessThan(1_000);
  });

  it('answers what was asked before stdin ended', async () => {
    const server = spawnServer(['--demo']);
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list'));
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    const answers = server.stdout().trim().split('\n').map(readId);
    expect(answers).toEqual([1, 2]);
  });

  it('survives garbage, and writes nothing but JSON-RPC to stdout', async () => {
    const server = spawnServer(['--demo']);
    server.send('garbage', '', '{"jsonrpc":"2.0"}', '[]', '{"half":', '\u0000\u0001', 'null', '{"id":7}');
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list'));
    const lines = await server.lines(2);
    server.child.stdin?.end();
    await server.exited();
    expect(lines.map(readId).sort()).toEqual([1, 2]);
    for (const line of server.stdout().trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
    for (const line of server.stderr().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
    expect(server.stderr()).not.toContain('garbage');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends with 0 on %s', async (signal) => {
    const server = spawnServer(['--demo']);
    server.send(INITIALIZE);
    await server.lines(1);
    server.child.kill(signal);
    expect(await server.exited()).toBe(0);
  });

  it('ends when its answers are no longer read', async () => {
    const server = spawnServer(['--demo']);
    server.send(INITIALIZE, INITIALIZED);
    await server.lines(1);
    server.child.stdout?.destroy();
    for (let id = 2; id < 40; id += 1) server.send(callLine(id, 'compute_list'));
    expect(await server.exited()).toBe(0);
  });

  it('tells its version and its flags', async () => {
    const version = spawnServer(['--version']);
    expect(await version.exited()).toBe(0);
    expect(version.stdout()).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = spawnServer(['--help']);
    expect(await help.exited()).toBe(0);
    expect(help.stdout()).toContain('--arm-endpoint');
  });

  it('says on stderr that a Node is too old, in one line, and ends with 2', async () => {
    const older =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })";
    const server = spawnServer(['--demo'], {
      env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(older)}` },
    });
    expect(await server.exited()).toBe(2);
    expect(server.stdout()).toBe('');
    expect(server.stderr()).toMatch(
      /^azureml-kubernetes-mcp: needs Node 22\.12 or later, and this is 20\.19\.0: .+\n$/,
    );
  });

  it('reports everything that is wrong with its flags at once, on stderr', async () => {
    const server = spawnServer([
      '--cloud',
      'moon',
      '--tools',
      'nope',
      '--what',
      '--arm-endpoint',
      'http://example.com',
    ]);
    expect(await server.exited()).toBe(2);
    expect(server.stdout()).toBe('');
    for (const part of ['--cloud', '--tools', '--what', '--arm-endpoint'])
      expect(server.stderr()).toContain(part);
  });

  it('gives up on a line that has no end', async () => {
    const server = spawnServer(['--demo']);
    server.child.stdin?.write('x'.repeat(11 * 1024 * 1024));
    expect(await server.exited()).toBe(0);
    expect(server.stdout()).toBe('');
  });

  it('says what to do when there is no Azure credential', async () => {
    const server = spawnServer([], { env: { AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' } });
    const workspace = '11111111-2222-3333-4444-555555555555/my-rg/my-workspace';
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list', { workspace }));
    const [, answer = ''] = await server.lines(2);
    expect(JSON.parse(answer)).toMatchObject({
      result: {
        isError: true,
        structuredContent: { code: 'credential', hint: expect.stringContaining('az login') },
      },
    });
    server.child.stdin?.end();
    await server.exited();
  });

  it('starts without credentials and without a network', async () => {
    const server = spawnServer([]);
    server.send(INITIALIZE);
    expect(await server.lines(1)).toHaveLength(1);
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
  });

  it('lets nothing that a library prints reach stdout', async () => {
    const print =
      "setInterval(() => { console.log('printed'); process.stdout.write('written\\n'); console.info('told'); }, 20).unref()";
    const server = spawnServer(['--demo'], { env: preload(print) });
    server.send(INITIALIZE, INITIALIZED);
    await server.lines(1);
    await expect.poll(server.stderr, { timeout: 20_000 }).toContain('written');
    server.send(callLine(2, 'compute_list'));
    await server.lines(2);
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    const afterStart = server
      .stdout()
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(afterStart.map(readId)).toEqual([1, 2]);
    expect(server.stderr()).toContain('printed');
    expect(server.stdout()).not.toMatch(/printed|told/);
  });

  it('logs an unhandled rejection, without its words, and goes on', async () => {
    const reject = onceListened('unhandledRejection', "Promise.reject(new RangeError('secret-words'))");
    const server = spawnServer(['--demo'], { env: preload(reject) });
    server.send(INITIALIZE, INITIALIZED);
    await expect
      .poll(server.stderr, { timeout: 20_000 })
      .toContain('"event":"unhandled-rejection","name":"RangeError"');
    server.send(callLine(2, 'compute_list'));
    await server.lines(2);
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    expect(server.stderr()).not.toContain('secret-words');
  });

  it('ends with 1 after an uncaught error, and says which kind', async () => {
    const fail = onceListened('uncaughtException', "throw new RangeError('secret-words')");
    const server = spawnServer(['--demo'], { env: preload(fail) });
    server.send(INITIALIZE);
    expect(await server.exited()).toBe(1);
    expect(server.stderr()).toContain('uncaught-RangeError');
    expect(server.stderr()).not.toContain('secret-words');
  });

  it('lets the doctor tell by its exit code whether all is in place', async () => {
    const well = spawnServer(['doctor', '--demo']);
    expect(await well.exited()).toBe(0);
    expect(well.stdout()).toMatch(/^ok {4}workspace: demo-ws/m);
    const workspace = '11111111-2222-3333-4444-555555555555/my-rg/my-workspace';
    const ill = spawnServer([
      'doctor',
      '--workspace',
      workspace,
      '--arm-endpoint',
      'http://127.0.0.1:9',
      '--audit-log',
      'no-such-folder/audit.jsonl',
    ]);
    expect(await ill.exited()).toBe(1);
    expect(ill.stdout()).toMatch(/^fail {2}audit log: /m);
    expect(ill.stdout()).toMatch(/^fail {2}workspace: .*\n {6}→ /m);
  });

  it('lets the doctor say which credential was tried, as JSON where a program asks', async () => {
    const workspace = '11111111-2222-3333-4444-555555555555/my-rg/my-workspace';
    const env = { AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential', PATH: '' };
    const doctor = spawnServer(['doctor', '--json', '--workspace', workspace], { env });
    expect(await doctor.exited()).toBe(1);
    const { healthy, findings } = JSON.parse(doctor.stdout());
    expect(healthy).toBe(false);
    expect(findings).toContainEqual(
      expect.objectContaining({
        subject: 'credential',
        untrusted: { attempts: [{ credential: 'AzureCliCredential', quoted: expect.any(String) }] },
      }),
    );
  });

  it('takes every setting from the environment', async () => {
    const env = { AZUREML_KUBERNETES_DEMO: 'true', AZUREML_KUBERNETES_TOOLS: 'compute_list' };
    const server = spawnServer([], { env });
    server.send(INITIALIZE, INITIALIZED, '{"jsonrpc":"2.0","id":2,"method":"tools/list"}');
    const [, listed = ''] = await server.lines(2);
    server.child.stdin?.end();
    await server.exited();
    expect(listed.match(/"name":"(?:compute|cluster)_[a-z_]+"/g)).toEqual(['"name":"compute_list"']);
  });
});

/** A statement that runs as soon as the server listens for an event of the process, however long its start takes. */
function onceListened(event: string, statement: string): string {
  return `const timer = setInterval(() => {
    if (process.listenerCount('${event}') === 0) return;
    clearInterval(timer);
    ${statement};
  }, 10);`;
}

/** Has a program run in the process of the server before the server does. */
function preload(program: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}` };
}

const ATTACH = {
  name: 'gpu',
  resource_id:
    '/subscriptions/5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/demo-rg/providers/Microsoft.ContainerService/managedClusters/demo-aks',
};

function readId(line: string): unknown {
  const message: unknown = JSON.parse(line);
  return typeof message === 'object' && message !== null && 'id' in message ? message.id : null;
}
