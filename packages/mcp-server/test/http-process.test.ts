import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { type SpawnedHttp, spawnHttp } from './spawn-http.js';
import { type SpawnedServer, spawnServer } from './spawn-server.js';
import { attachCall, createPost, initialize, send, sessionOf, toolCall, waitCall } from './start-http.js';

const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
const slowSignIn = new URL('./slow-sign-in.mjs', import.meta.url).href;
const over: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0)) await end();
});

async function start(args: readonly string[] = ['--demo']): Promise<SpawnedHttp> {
  const server = await spawnHttp(args);
  over.push(() => end(server));
  return server;
}

function end({ child, exited }: SpawnedServer): Promise<unknown> {
  child.kill('SIGKILL');
  return exited();
}

describe('the process that serves over HTTP', () => {
  it('tells its URL first, writes nothing to stdout, and JSON lines to stderr', async () => {
    const server = await start();
    const post = createPost(server.url);
    await post(toolCall('compute_list'), sessionOf(await post(initialize)));
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(0);
    const [first = '', ...lines] = server.stderr().trim().split('\n');
    expect(JSON.parse(first)).toEqual({ url: server.url });
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('event');
    expect(server.stdout()).toBe('');
  });

  it('answers a client that finds the port open, even before it tells its URL', async () => {
    const first = await start();
    await end(first);
    const { port } = new URL(first.url);
    const url = `http://127.0.0.1:${port}/healthz`;
    const tenant = '0f0e0d0c-1111-4222-8333-444455556666';
    const auth = ['--auth', 'entra', '--auth-tenant', tenant, '--auth-audience', 'api://x'];
    const env = { NODE_OPTIONS: `--import ${slowSignIn}` };
    const server = spawnServer(['--demo', '--http', '--port', port, ...auth], { env });
    over.push(() => end(server));
    const isOpen = async (): Promise<number> =>
      send(url, { method: 'GET' }).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(isOpen, { timeout: 20_000, interval: 20 }).toBe(200);
  });

  it('goes on when stdin ends, because stdin is not used', async () => {
    const server = await start();
    server.child.stdin?.end();
    expect((await createPost(server.url)(initialize)).status).toBe(200);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with 0 on %s, with sessions and a listener',
    async (signal) => {
      const server = await start();
      const post = createPost(server.url);
      const session = sessionOf(await post(initialize));
      const listening = await fetch(server.url, { headers: { ...session, accept: 'text/event-stream' } });
      const signaledAt = performance.now();
      server.child.kill(signal);
      expect(await server.exited()).toBe(0);
      expect(performance.now() - signaledAt).toBeLessThan(2_000);
      expect(await listening.text()).not.toContain('data:');
    },
  );

  /** A call that is at work, for a compute that is never attached. */
  async function startWaiting(seconds: number) {
    const provisioning = { attachMs: 3_600_000 };
    const service = new FakeComputeService({ strict: true, seed: 'demo', provisioning });
    const fake = await startFakeServer(service);
    over.push(() => fake.close());
    const server = await start(['--workspace', workspace, '--arm-endpoint', fake.url]);
    const post = createPost(server.url);
    const session = sessionOf(await post(initialize));
    await post(attachCall, session);
    const asked = service.control.requests.entries().length;
    const waiting = post(waitCall(seconds, 9), session);
    await expect.poll(() => service.control.requests.entries().length).toBeGreaterThan(asked);
    return { server, waiting };
  }

  it('answers a running call before it ends', async () => {
    const { server, waiting } = await startWaiting(3);
    const ready = new URL('/readyz', server.url).href;
    server.child.kill('SIGTERM');
    await expect.poll(async () => (await send(ready, { method: 'GET' })).status).toBe(503);
    expect((await waiting).json).toMatchObject({
      id: 9,
      result: { structuredContent: { outcome: 'timed_out' } },
    });
    expect(await server.exited()).toBe(0);
  });

  it('does not wait after a second signal', async () => {
    const { server, waiting } = await startWaiting(40);
    const broken = waiting.catch((error: unknown) => error);
    server.child.kill('SIGTERM');
    await expect.poll(() => server.stderr()).toContain('server-stopping');
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(1);
    expect(await broken).toBeInstanceOf(Error);
  });

  it('refuses to start where the port is open to all, and where another program listens', async () => {
    const open = spawnServer(['--demo', '--http', '--host', '0.0.0.0']);
    expect(await open.exited()).toBe(2);
    expect(open.stderr()).toContain('--auth entra');
    const first = await start();
    const second = spawnServer(['--demo', '--http', '--port', new URL(first.url).port]);
    expect(await second.exited()).toBe(2);
    expect(second.stderr()).toContain('EADDRINUSE');
  });

  it('turns away a header that is too long, and a client that does not speak HTTP', async () => {
    const { url } = await start();
    expect((await createPost(url)(initialize, { padding: 'x'.repeat(20_000) })).status).toBe(431);
    expect(
      (await send(url, { method: 'GET', headers: { 'content-length': '-1' } }).catch(() => ({ status: 400 })))
        .status,
    ).toBe(400);
    expect((await createPost(url)(initialize)).status).toBe(200);
  });
});
