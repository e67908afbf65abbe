import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it, vi } from 'vitest';
import { listenOverHttp } from './listen-over-http.js';
import { startHttp } from './start-http.js';

const GPU = 'azureml-kubernetes://computes/gpu';
const CPU = 'azureml-kubernetes://computes/cpu';

/** Lets time pass in which watches look, until something holds. */
async function pass({ clock }: Pick<Awaited<ReturnType<typeof startHttp>>, 'clock'>, until: () => boolean) {
  await vi.waitUntil(async () => {
    await clock.advance(30_000);
    return until();
  });
}

describe('listening in the modern era', () => {
  it('acknowledges only what this server watches, then notifies of changes', async () => {
    const server = await startHttp();
    const { service, url } = server;
    const stream = await listenOverHttp(url, [GPU, 'file:///etc/passwd', `${GPU}/x`, GPU]);
    await vi.waitUntil(() => stream.heard.length === 1);
    expect(stream.heard[0]).toMatchObject({
      method: 'notifications/subscriptions/acknowledged',
      params: {
        notifications: { resourceSubscriptions: [GPU] },
        _meta: { 'io.modelcontextprotocol/subscriptionId': 'listen:0' },
      },
    });
    await pass(server, () => service.control.requests.entries().length > 0);
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await pass(server, () => stream.updates().length > 0);
    expect(new Set(stream.updates())).toEqual(new Set([GPU]));
    stream.hangUp();
  });

  it('keeps two callers apart: neither hears of what only the other listens to', async () => {
    const server = await startHttp();
    const { service, url } = server;
    const [one, other] = await Promise.all([listenOverHttp(url, [GPU]), listenOverHttp(url, [CPU])]);
    await pass(server, () => service.control.requests.entries().length > 1);
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await pass(server, () => one.updates().length > 0);
    service.control.computes.add({ name: 'cpu', resourceId: demoIds.arcId });
    await pass(server, () => other.updates().length > 0);
    expect(new Set(one.updates())).toEqual(new Set([GPU]));
    expect(new Set(other.updates())).toEqual(new Set([CPU]));
    one.hangUp();
    other.hangUp();
  });

  it('asks nothing of the service once the client has hung up', async () => {
    const server = await startHttp();
    const { service, url, clock } = server;
    const resting = clock.sleeping;
    const stream = await listenOverHttp(url, [GPU]);
    await pass(server, () => service.control.requests.entries().length > 1);
    stream.hangUp();
    await vi.waitUntil(() => clock.sleeping === resting);
    const asked = service.control.requests.entries().length;
    await clock.advance(600_000);
    expect(service.control.requests.entries()).toHaveLength(asked);
  });

  it('ends at once where nothing that was asked for can be watched', async () => {
    const { url, service } = await startHttp();
    const stream = await listenOverHttp(url, ['file:///etc/passwd']);
    await stream.ended;
    expect(stream.heard.map(({ method }) => method)).toEqual([
      'notifications/subscriptions/acknowledged',
      undefined,
    ]);
    expect(service.control.requests.entries()).toEqual([]);
  });

  it('ends with an empty result when the server stops, and does not hold it up', async () => {
    const { url, http, clock } = await startHttp();
    const stream = await listenOverHttp(url, [GPU]);
    await vi.waitUntil(() => stream.heard.length === 1);
    const stopped = http.stop(60_000);
    await stream.ended;
    expect(stream.heard.at(-1)).toMatchObject({ id: 'listen:0', result: { resultType: 'complete' } });
    for (const _ of [1, 2]) await clock.advance(1_000);
    await stopped;
  });

  it('has a limit for each caller', async () => {
    const { url } = await startHttp({ maxSessions: 2 });
    const streams = await Promise.all([listenOverHttp(url, [GPU]), listenOverHttp(url, [CPU])]);
    expect((await listenOverHttp(url, [GPU])).status).toBe(503);
    for (const { hangUp } of streams) hangUp();
    await vi.waitUntil(async () => {
      const again = await listenOverHttp(url, [GPU]);
      again.hangUp();
      return again.status === 200;
    });
  });
});
