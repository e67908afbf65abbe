import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { type ModernRequest, modernRequest } from './modern.js';
import { type SpawnedServer, spawnServer } from './spawn-server.js';

const attach = { name: 'compute_attach', arguments: { name: 'gpu', resource_id: demoIds.aksId } };
const wait = { name: 'compute_wait', arguments: { name: 'gpu', until: 'detached' } };
const line = (method: string, request: ModernRequest = {}): string =>
  JSON.stringify(modernRequest(method, request));
const readId = (text: string): unknown => Reflect.get(Object(JSON.parse(text)), 'id');

/** The program with a call that goes on until it is canceled. */
async function startWaiting(id: number): Promise<SpawnedServer> {
  const server = spawnServer(['--demo']);
  server.send(line('tools/call', { id: 'attach', params: attach }));
  await server.lines(1);
  server.send(line('tools/call', { id, params: wait }));
  return server;
}

describe('the modern era over stdio', () => {
  it.each([0, 7])('cancels the call with id %i, and says nothing about it', async (id) => {
    const server = await startWaiting(id);
    const { id: _id, ...cancel } = modernRequest('notifications/cancelled', { params: { requestId: id } });
    server.send(JSON.stringify(cancel), line('tools/list', { id: 'after' }));
    await server.lines(2);
    server.child.stdin?.end();
    await server.exited();
    expect(server.stdout().trim().split('\n').map(readId)).toEqual(['attach', 'after']);
    expect(server.stderr()).toContain('"outcome":"canceled"');
  });

  it('ends within a second after stdin, also while a call is at work', async () => {
    const server = await startWaiting(1);
    const endedAt = performance.now();
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    expect(performance.now() - endedAt).toBeLessThan(1_500);
  });

  it('answers what was asked before stdin ended', async () => {
    const server = spawnServer(['--demo']);
    server.send(line('server/discover', { id: 1 }), line('tools/list', { id: 2 }));
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    expect(server.stdout().trim().split('\n').map(readId)).toEqual([1, 2]);
  });

  it('ends a stream that listens with an empty result on SIGTERM', async () => {
    const server = spawnServer(['--demo']);
    const notifications = {
      resourceSubscriptions: ['azureml-kubernetes://computes/gpu', 'file:///etc/passwd'],
    };
    server.send(line('subscriptions/listen', { id: 'listen:0', params: { notifications } }));
    const [acknowledged = ''] = await server.lines(1);
    expect(JSON.parse(acknowledged)).toMatchObject({
      method: 'notifications/subscriptions/acknowledged',
      params: { notifications: { resourceSubscriptions: ['azureml-kubernetes://computes/gpu'] } },
    });
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(0);
    const last = server.stdout().trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ id: 'listen:0', result: { resultType: 'complete' } });
  });

  it('notifies of a change that a call makes', async () => {
    const server = spawnServer(['--demo']);
    const notifications = { resourceSubscriptions: ['azureml-kubernetes://computes/gpu'] };
    server.send(line('subscriptions/listen', { id: 5, params: { notifications } }));
    await server.lines(1);
    // The first look of the watch has to be over, so that the attach is a change.
    server.send(line('resources/list', { id: 6 }));
    await server.lines(2);
    server.send(line('tools/call', { id: 7, params: attach }));
    await server.lines(4);
    server.child.stdin?.end();
    await server.exited();
    expect(server.stdout()).toContain('"notifications/resources/updated"');
  });

  it('is refused where only the legacy era is served', async () => {
    const server = spawnServer(['--demo', '--era', 'legacy']);
    server.send(line('server/discover', { id: 1 }));
    const [answer = ''] = await server.lines(1);
    server.child.stdin?.end();
    await server.exited();
    expect(JSON.parse(answer)).toMatchObject({ id: 1, error: { code: -32_601 } });
  });
});
