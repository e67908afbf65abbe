import { request as rawRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { checked, kubernetesBody, openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';
import { type FakeServer, startFakeServer } from './start-fake-server.js';

const servers: FakeServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(options: Parameters<typeof openSession>[0] = {}) {
  const session = openSession(options);
  const failures: string[] = [];
  const server = await startFakeServer({
    fetch: (input) =>
      checked(session.service)(new Request(input)).catch((error: Error) => {
        failures.push(error.name);
        throw error;
      }),
  });
  servers.push(server);
  const headers = { Authorization: 'Bearer x' };
  const compute = `${server.url}${session.compute('gpu')}?api-version=2024-04-01`;
  return { ...session, server, headers, url: compute, failures };
}

describe('startFakeServer', () => {
  it('serves the service, with URLs of its own origin', async () => {
    const { url, headers, server } = await serve();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const put = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(kubernetesBody()) });
    expect(put.status).toBe(201);
    const operation = put.headers.get('azure-asyncoperation') ?? '';
    expect(operation).toMatch(new RegExp(`^${server.url}/subscriptions/`));
    expect(await (await fetch(operation, { headers })).text()).toBe('{\n  "status": "InProgress"\n}');
  });

  it('uses the Host that the client used', async () => {
    const { url, headers, server } = await serve();
    const local = url.replace('127.0.0.1', 'localhost');
    const put = await fetch(local, { method: 'PUT', headers, body: JSON.stringify(kubernetesBody()) });
    expect(put.headers.get('azure-asyncoperation')).toMatch(
      new RegExp(`^${server.url.replace('127.0.0.1', 'localhost')}/`),
    );
  });

  it('serves a path that begins with two slashes', async () => {
    const { server, headers } = await serve();
    const { port } = new URL(server.url);
    const path = `/${demoIds.workspaceId}?api-version=2024-04-01`;
    const status = await new Promise((resolve, reject) => {
      const outgoing = rawRequest({ host: '127.0.0.1', port, path, headers, agent: false }, (message) => {
        message.resume();
        resolve(message.statusCode);
      });
      outgoing.on('error', reject).end();
    });
    expect(status).toBe(200);
  });

  it('breaks the connection for a planned reset', async () => {
    const { url, headers, service } = await serve();
    service.control.faults.plan({ effect: { kind: 'reset', when: 'after' } });
    await expect(fetch(url, { headers })).rejects.toThrow(TypeError);
    expect((await fetch(url, { headers })).status).toBe(404);
  });

  it('tells of every request that the service got, also of one whose answer is lost', async () => {
    const { service, compute } = openSession();
    const served: string[] = [];
    const server = await startFakeServer(service, { onServed: ({ method }) => served.push(method) });
    servers.push(server);
    const url = `${server.url}${compute('cpu-cluster')}?api-version=2024-04-01`;
    const headers = { Authorization: 'Bearer x' };
    service.control.faults.plan({ match: { method: 'DELETE' }, effect: { kind: 'reset', when: 'after' } });
    await expect(fetch(url, { method: 'DELETE', headers })).rejects.toThrow(TypeError);
    expect((await fetch(url, { headers })).status).toBe(200);
    expect(served).toEqual(['DELETE', 'GET']);
  });

  it('ends a late answer when the client leaves', async () => {
    const { url, headers, service, clock, failures } = await serve();
    service.control.faults.plan({ effect: { kind: 'latency', delayMs: 60_000 } });
    const abort = new AbortController();
    const late = fetch(url, { headers, signal: abort.signal });
    while (clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    await expect(late).rejects.toThrow();
    while (failures.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(failures).toEqual(['AbortError']);
    expect(service.control.requests.entries().at(-1)?.outcome).toBe('aborted');
  });

  async function serveLate() {
    const session = await serve();
    const { service, clock, url, headers } = session;
    service.control.faults.plan({ effect: { kind: 'latency', delayMs: 60_000 } });
    const late = fetch(url, { headers }).then(
      ({ status }) => status,
      () => 'dropped',
    );
    while (clock.sleeping === 0) await new Promise((resolve) => setImmediate(resolve));
    servers.length = 0;
    return { ...session, late };
  }

  it('lets a request end that is being answered when it is closed with a grace, and takes no other', async () => {
    const { server, clock, url, headers, late } = await serveLate();
    const closing = server.close({ graceMs: 10_000 });
    await expect(fetch(url, { headers })).rejects.toThrow('fetch failed');
    await clock.advance(60_000);
    expect(await late).toBe(404);
    await closing;
  });

  it.each([0, 1])('drops what is not answered after a grace of %i ms', async (graceMs) => {
    const { server, service, late } = await serveLate();
    await server.close({ graceMs });
    expect(await late).toBe('dropped');
    expect(service.control.requests.entries().at(-1)?.outcome).toBe('aborted');
  });

  it('refuses an invalid CORS origin before it listens', async () => {
    const { service } = await serve();
    await expect(startFakeServer(service, { cors: 'localhost' })).rejects.toThrow(RangeError);
  });

  it('releases its port when closed, and says when a port cannot be had', async () => {
    const { server, service } = await serve();
    const port = Number(new URL(server.url).port);
    await expect(startFakeServer(service, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await server.close();
    servers.length = 0;
    servers.push(await startFakeServer(service, { port }));
    expect(servers[0]?.url).toBe(server.url);
  });
});
