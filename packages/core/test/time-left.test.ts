import { describe, expect, it } from 'vitest';
import type { Fetch } from '../src/index.js';
import { createEnvironment } from './environment.js';

/** What is left of so much time, from now on. */
function countdown(clock: { monotonic(): number }, limitMs: number): () => number {
  const endsAt = clock.monotonic() + limitMs;
  return () => endsAt - clock.monotonic();
}

const throttling: Fetch = async () =>
  new Response('{"error":{"code":"TooManyRequests"}}', { status: 429, headers: { 'retry-after': '70' } });

const hanging: Fetch = () => new Promise(() => {});

describe('a client within a time', () => {
  it('ends at once as throttled, with its time, where the pause would be longer', async () => {
    let sent = 0;
    const { client, clock } = createEnvironment({
      between: () => (request) => {
        sent += 1;
        return throttling(request);
      },
    });
    const startedAt = clock.monotonic();
    await expect(client.within(countdown(clock, 48_000)).get('gpu')).rejects.toMatchObject({
      code: 'throttled',
      hint: expect.stringContaining('Wait 70 seconds'),
    });
    expect([sent, clock.monotonic() - startedAt]).toEqual([1, 0]);
  });

  it('does not wait for a bucket that a refusal keeps closed, and sends nothing', async () => {
    let sent = 0;
    const { client, clock } = createEnvironment({
      between: () => (request) => {
        sent += 1;
        return throttling(request);
      },
    });
    const patient = client.within(countdown(clock, 48_000));
    await patient.get('gpu').catch(() => {});
    const startedAt = clock.monotonic();
    await expect(patient.get('gpu')).rejects.toMatchObject({
      code: 'throttled',
      hint: expect.stringMatching(/Wait \d+ seconds/),
    });
    expect([sent, clock.monotonic() - startedAt]).toEqual([1, 0]);
  });

  it('goes on after a pause that is short enough', async () => {
    let refused = false;
    const { client, clock, service } = createEnvironment({
      between: (fetch) => (request) => {
        if (refused) return fetch(request);
        refused = true;
        return throttling(request);
      },
    });
    service.control.computes.add({ name: 'gpu', resourceId: service.control.clusters.list()[0]?.id ?? '' });
    const compute = await client.within(countdown(clock, 90_000)).get('gpu');
    expect(compute.name).toBe('gpu');
  });

  it('gives up on a service that never answers when the time is over', async () => {
    const { client, clock } = createEnvironment({ between: () => hanging });
    const startedAt = clock.monotonic();
    await expect(client.within(countdown(clock, 48_000)).get('gpu')).rejects.toMatchObject({
      code: 'network',
    });
    expect(clock.monotonic() - startedAt).toBeLessThanOrEqual(48_000);
  });

  it('sends nothing when no time is left', async () => {
    const { client, requests } = createEnvironment();
    await expect(client.within(() => 0).get('gpu')).rejects.toMatchObject({ code: 'timed-out' });
    expect(requests()).toEqual([]);
  });

  it('leaves time to read what became of a write that is not answered', async () => {
    const { client, clock, configuration } = createEnvironment({
      between: (fetch) => async (request) => {
        const answer = await fetch(request);
        return request.method === 'PUT' ? hanging(request) : answer;
      },
    });
    const startedAt = clock.monotonic();
    const { compute } = await client.within(countdown(clock, 48_000)).attach('gpu', configuration);
    expect(compute.name).toBe('gpu');
    expect(clock.monotonic() - startedAt).toBeGreaterThan(40_000);
    expect(clock.monotonic() - startedAt).toBeLessThanOrEqual(48_000);
  });

  it('cuts the pause after a write that failed, so that its outcome can be read', async () => {
    const { client, clock, configuration } = createEnvironment({
      between: (fetch) => async (request) => {
        const answer = await fetch(request);
        const failed = new Response('{}', { status: 503, headers: { 'retry-after': '70' } });
        return request.method === 'PUT' ? failed : answer;
      },
    });
    const startedAt = clock.monotonic();
    const { compute } = await client.within(countdown(clock, 48_000)).attach('gpu', configuration);
    expect(compute.name).toBe('gpu');
    expect(clock.monotonic() - startedAt).toBeGreaterThan(40_000);
    expect(clock.monotonic() - startedAt).toBeLessThanOrEqual(48_000);
  });

  it('looks a region up once, whatever the times of the calls', async () => {
    const { client, configuration, requests } = createEnvironment({ location: null });
    await client.within(() => 48_000).attach('one', configuration);
    await client.within(() => 48_000).attach('two', configuration);
    expect(requests().filter((request) => request.startsWith('GET workspace.get'))).toHaveLength(1);
  });
});
