import { planFaults } from '@azureml-kubernetes/testkit/contract';
import { expect, it } from 'vitest';
import { createEnvironment } from './environment.js';

it('shows a compute from its absence over its attach to its detach', async () => {
  const { client, clock, configuration } = createEnvironment({
    provisioning: { attachMs: 100_000, detachMs: 100_000 },
  });
  const seen: (string | null)[] = [];
  for await (const compute of client.watch('gpu')) {
    const state = compute?.lifecycle.text ?? null;
    if (seen.at(-1) !== state || seen.length === 0) {
      seen.push(state);
      if (seen.length === 1) await client.attach('gpu', configuration);
      if (state === 'Succeeded') await client.detach('gpu');
    }
    if (seen.length > 1 && state === null) break;
  }
  expect(seen).toEqual([null, 'Creating', 'Succeeded', 'Deleting', null]);
  expect(clock.sleeping).toBe(0);
});

it('shares its looks with those who wait', async () => {
  const { client, configuration, requests } = createEnvironment();
  await client.attach('gpu', configuration);
  const leave = new AbortController();
  const watching = (async () => {
    for await (const _compute of client.watch('gpu', { signal: leave.signal }));
  })();
  const before = requests().length;
  const { looks } = await client.wait('gpu');
  expect(requests().length - before).toBe(looks);
  leave.abort('done');
  await expect(watching).rejects.toBe('done');
});

it('costs a page of the list a round, however many computes are watched', async () => {
  const { client, service, clock, requests, configuration } = createEnvironment();
  const names = Array.from({ length: 8 }, (_unused, index) => `gpu${index}x`);
  const { resourceId } = configuration;
  for (const name of names) service.control.computes.add({ name, resourceId });
  const leave = new AbortController();
  const rounds = Promise.withResolvers<void>();
  const watching = names.map(async (name) => {
    let shown = 0;
    for await (const compute of client.watch(name, { signal: leave.signal })) {
      expect(compute?.name).toBe(name);
      shown += 1;
      if (shown === 5) rounds.resolve();
    }
  });
  await rounds.promise;
  leave.abort();
  await Promise.allSettled(watching);
  expect(clock.sleeping).toBe(0);
  const single = requests().filter((line) => line === 'GET compute.get 200').length;
  expect(single).toBe(0);
  expect(requests().length).toBeLessThanOrEqual(6);
});

it('gives a slow reader the newest only', async () => {
  const { client, clock, configuration } = createEnvironment();
  await client.attach('gpu', configuration);
  const leave = new AbortController();
  const looks = client.watch('gpu', { signal: leave.signal })[Symbol.asyncIterator]();
  expect((await looks.next()).value).toMatchObject({ lifecycle: { state: 'creating' } });
  await clock.sleep(300_000);
  expect((await looks.next()).value).toMatchObject({ lifecycle: { state: 'succeeded' } });
  leave.abort('done');
  await expect(looks.next()).rejects.toBe('done');
});

it('goes on after passing failures, and ends with one that stays', async () => {
  const { client, service, configuration, clock } = createEnvironment();
  await client.attach('gpu', configuration);
  const looks = client.watch('gpu')[Symbol.asyncIterator]();
  await looks.next();
  planFaults(service, {
    match: { route: 'compute.get' },
    effect: { kind: 'error', status: 503, code: 'Busy' },
  });
  expect((await looks.next()).value).toMatchObject({ name: 'gpu' });
  planFaults(service, {
    match: { route: 'compute.get' },
    times: -1,
    effect: { kind: 'error', status: 403, code: 'AuthorizationFailed' },
  });
  await expect(looks.next()).rejects.toMatchObject({ code: 'forbidden' });
  expect(clock.sleeping).toBe(0);
});

it('asks nothing of the service for an invalid name, or once it may not begin', async () => {
  const { client, requests } = createEnvironment();
  await expect(client.watch('-')[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'invalid-input',
  });
  const signal = AbortSignal.abort('too late');
  await expect(client.watch('gpu', { signal })[Symbol.asyncIterator]().next()).rejects.toBe('too late');
  expect(requests()).toEqual([]);
});
