import { planFaults } from '@azureml-kubernetes/testkit/contract';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';

async function attachAll(
  { client, configuration }: Environment,
  count: number,
): Promise<Map<string, Operation | null>> {
  const names = Array.from({ length: count }, (_unused, index) => `gpu${index}x`);
  const results = await Promise.all(names.map((name) => client.attach(name, configuration)));
  return new Map(names.map((name, index) => [name, results[index]?.operation ?? null]));
}

describe('many who wait for one compute', () => {
  it('cost one request a round', async () => {
    const alone = createEnvironment();
    const together = createEnvironment();
    const looks: number[] = [];
    for (const [environment, waiters] of [
      [alone, 1],
      [together, 25],
    ] as const) {
      const { operation } = await environment.client.attach('gpu', environment.configuration);
      const before = environment.requests().length;
      const waits = Array.from({ length: waiters }, () => environment.client.wait('gpu', { operation }));
      const outcomes = await Promise.all(waits);
      expect(outcomes.every(({ kind }) => kind === 'reached')).toBe(true);
      looks.push(environment.requests().length - before);
    }
    expect(looks[1]).toBe(looks[0]);
  });

  it('may have deadlines of their own', async () => {
    const { client, configuration, clock } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    const outcomes = await Promise.all([
      client.wait('gpu', { operation, timeoutMs: 5_000 }),
      client.wait('gpu', { operation, timeoutMs: 30_000 }),
      client.wait('gpu', { operation }),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['timed-out', 'timed-out', 'reached']);
    expect(clock.sleeping).toBe(0);
  });

  it('share a look on its way when one leaves; it is stopped when the last one does', async () => {
    const { client, configuration, service, clock, requests } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    planFaults(service, {
      match: { route: 'operation.status' },
      effect: { kind: 'latency', delayMs: 30_000 },
    });
    const callers = [new AbortController(), new AbortController()] as const;
    const ends = callers.map(({ signal }) =>
      client.wait('gpu', { operation, signal }).catch((error: unknown) => error),
    );
    await clock.sleep(1_000);
    callers[0].abort('first');
    expect(await ends[0]).toBe('first');
    expect(requests().at(-1), 'still on its way for the other').toBe('GET operation.status pending');
    await clock.sleep(1_000);
    callers[1].abort('second');
    expect(await ends[1]).toBe('second');
    await clock.sleep(60_000);
    expect(requests().at(-1)).toBe('GET operation.status aborted');
    expect(clock.sleeping).toBe(0);
  });

  it('lets one leave without disturbing the others', async () => {
    const { client, configuration, clock } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    const controller = new AbortController();
    const leaving = client.wait('gpu', { operation, signal: controller.signal });
    const staying = client.wait('gpu', { operation });
    const aborting = clock.sleep(4_000).then(() => controller.abort());
    await expect(leaving).rejects.toThrow();
    expect(await staying).toMatchObject({ kind: 'reached' });
    await aborting;
    expect(clock.sleeping).toBe(0);
  });

  it('never get an answer that was asked for before they came', async () => {
    const { client, configuration, service, clock } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    await client.wait('gpu', { operation });
    const slow = { match: { route: 'compute.get' } } as const;
    planFaults(service, { ...slow, effect: { kind: 'latency', delayMs: 30_000 } });
    planFaults(service, { ...slow, effect: { kind: 'latency', delayMs: 5_000 } });
    const startedAt = clock.monotonic();
    const early: number[] = [];
    const late: number[] = [];
    const note = (times: number[]) => (): void => void times.push(clock.monotonic() - startedAt);
    const first = client.wait('gpu', { until: 'detached', timeoutMs: 36_000, onProgress: note(early) });
    await clock.sleep(10_000);
    const second = client.wait('gpu', { until: 'detached', timeoutMs: 26_000, onProgress: note(late) });
    await Promise.all([first, second]);
    expect(early.slice(0, 2)).toEqual([30_000, 35_000]);
    expect(late[0]).toBe(35_000);
  });

  it('look once more just before the earliest of their deadlines', async () => {
    const { client, configuration, clock } = createEnvironment({
      provisioning: { attachMs: 3_600_000, detachMs: 1 },
    });
    const { operation } = await client.attach('gpu', configuration);
    const startedAt = clock.monotonic();
    const looks: number[] = [];
    const patient = client.wait('gpu', { operation, timeoutMs: 300_000 });
    await clock.sleep(100_000);
    const hasty = client.wait('gpu', {
      operation,
      timeoutMs: 3_000,
      onProgress: () => looks.push(clock.monotonic() - startedAt),
    });
    expect(await hasty).toMatchObject({ kind: 'timed-out', elapsedMs: 3_000 });
    expect(looks).toEqual([100_000, 102_000, 102_500]);
    expect(await patient).toMatchObject({ kind: 'timed-out', elapsedMs: 300_000 });
  });
});

describe('many computes of one workspace', () => {
  it('are looked at by listing, so that a round costs pages instead of computes', async () => {
    const environment = createEnvironment({
      modes: { pageSize: 20 },
      provisioning: { attachMs: 600_000, detachMs: 1 },
    });
    const operations = await attachAll(environment, 60);
    const before = environment.requests().length;
    const waits = [...operations].map(([name, operation]) => environment.client.wait(name, { operation }));
    const outcomes = await Promise.all(waits);
    expect(outcomes.every(({ kind }) => kind === 'reached')).toBe(true);
    const requests = environment.requests().slice(before);
    const lists = requests.filter((line) => line === 'GET compute.list 200').length;
    const rounds = Math.max(...outcomes.map(({ looks }) => looks));
    const pages = Math.ceil(environment.service.control.computes.list().length / 20);
    expect(lists).toBeLessThanOrEqual(rounds * pages);
    expect(
      requests.length - lists,
      'each compute is looked at by itself only at its end',
    ).toBeLessThanOrEqual(2 * 60);
  });

  it('are attached and followed within what the service lets one principal ask', {
    timeout: 60_000,
  }, async () => {
    const environment = createEnvironment({
      throttle: true,
      provisioning: { attachMs: 600_000, detachMs: 1 },
    });
    const { client, configuration, clock } = environment;
    const begun = clock.monotonic();
    const outcomes = await Promise.all(
      Array.from({ length: 320 }, async (_unused, index) => {
        const { operation } = await client.attach(`gpu${index}x`, configuration);
        return client.wait(`gpu${index}x`, { operation });
      }),
    );
    expect(outcomes.every(({ kind }) => kind === 'reached')).toBe(true);
    const requests = environment.requests();
    expect(requests.filter((line) => line.endsWith(' 429'))).toEqual([]);
    expect(requests.length, 'a GET, a PUT and a few looks each, and a page each half minute').toBeLessThan(
      320 * 5,
    );
    // 130 more than the burst of 190 writes, at 9.5 a second; the slowest pace is half a minute.
    expect(clock.monotonic() - begun).toBeLessThanOrEqual(600_000 + 14_000 + 35_000);
  });

  it('that are not due are served by a list that is read for others', async () => {
    const environment = createEnvironment({ provisioning: { attachMs: 300_000, detachMs: 1 } });
    const { client, clock } = environment;
    const operations = await attachAll(environment, 9);
    const [early, ...late] = [...operations];
    let looks = 0;
    const first = client.wait(early?.[0] ?? '', {
      operation: early?.[1] ?? null,
      onProgress: (progress) => {
        looks = progress.looks;
      },
    });
    await clock.sleep(60_000);
    const before = { requests: environment.requests().length, looks };
    const waits = late.map(([name, operation]) => client.wait(name, { operation }));
    await clock.sleep(1_000);
    expect(environment.requests().slice(before.requests)).toEqual(['GET compute.list 200']);
    expect(looks, 'the first one had looked a moment ago').toBe(before.looks + 1);
    await Promise.all([first, ...waits]);
  });

  it('are looked at one by one while that is cheaper', async () => {
    const environment = createEnvironment();
    const operations = await attachAll(environment, 2);
    await Promise.all(
      [...operations].map(([name, operation]) => environment.client.wait(name, { operation })),
    );
    expect(environment.requests().some((line) => line.startsWith('GET compute.list'))).toBe(false);
  });

  it('are looked at one by one when the list fails', async () => {
    const environment = createEnvironment();
    const operations = await attachAll(environment, 5);
    const effect = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;
    planFaults(environment.service, { match: { route: 'compute.list' }, times: -1, effect });
    const outcomes = await Promise.all(
      [...operations].map(([name, operation]) => environment.client.wait(name, { operation })),
    );
    expect(outcomes.every(({ kind }) => kind === 'reached')).toBe(true);
  });

  it('each get the cause of their own failure', async () => {
    const environment = createEnvironment();
    const effect = { kind: 'fails', code: 'BadRequest', message: 'no extension' } as const;
    planFaults(environment.service, { match: { route: 'compute.put', nth: 3 }, effect });
    const operations = await attachAll(environment, 5);
    const outcomes = await Promise.all(
      [...operations].map(([name, operation]) => environment.client.wait(name, { operation })),
    );
    const failed = outcomes.filter(({ kind }) => kind === 'failed');
    expect(failed).toHaveLength(1);
    expect(JSON.stringify(failed)).toContain('no extension');
  });
});
