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

  it('ends when nobody reads its answers any more', async () => {
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
    for (const part of ['--cloud', 'nope', '--what', '--arm-endpoint'])
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
});

const ATTACH = {
  name: 'gpu',
  resource_id:
    '/subscriptions/5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/demo-rg/providers/Microsoft.ContainerService/managedClusters/demo-aks',
};

function readId(line: string): unknown {
  const message: unknown = JSON.parse(line);
  return typeof message === 'object' && message !== null && 'id' in message ? message.id : null;
}
