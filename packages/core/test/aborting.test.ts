import { getEventListeners } from 'node:events';
import { demoIds } from '@azureml-kubernetes/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KubernetesCompute, TimedOutError } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';

/** Answers take a second, the region is looked up, and the first of each write is lost, so that all pauses occur. */
function createSlowWorld(): Environment {
  const world = createEnvironment({ location: null });
  const { faults } = world.service.control;
  faults.plan(
    { match: { route: 'compute.put' }, effect: { kind: 'reset', when: 'before' } },
    { match: { route: 'compute.delete' }, effect: { kind: 'error', status: 429, retryAfterSeconds: 3 } },
    { times: -1, effect: { kind: 'latency', delayMs: 1_000 } },
  );
  return world;
}

type Call = (world: Environment, signal: AbortSignal) => Promise<unknown>;

const CALLS: Readonly<Record<string, Call>> = {
  'the whole life': async ({ client, configuration }, signal) => {
    const { operation } = await client.attach('gpu', configuration, { signal });
    await client.wait('gpu', { operation, signal });
    const { operation: detaching } = await client.detach('gpu', { signal });
    await client.wait('gpu', { operation: detaching, signal });
  },
  'the life of a handle': async ({ workspace, configuration }, signal) => {
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration, { signal });
    await compute.waitForCompletion({ signal });
    await compute.getStatus({ signal });
    await compute.get({ signal });
    await compute.detach({ signal });
    await compute.waitForCompletion({ signal });
  },
  'all that only looks': async ({ client, configuration }, signal) => {
    for await (const _entry of client.list({ signal }));
    await client.plan('gpu', configuration, { signal });
    await client.checkAttach('gpu', configuration, { signal });
    await client.findClusters({ signal, subscriptionIds: [demoIds.subscriptionId] });
  },
};

it.each(Object.entries(CALLS))(
  '%s can be left at any moment, and nothing stays behind',
  async (_title, call) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 120_000 }), async (afterMs) => {
        const world = createSlowWorld();
        const { clock } = world;
        const controller = new AbortController();
        const reason = new Error('enough');
        const aborting = clock.sleep(afterMs).then(() => controller.abort(reason));
        const end = await call(world, controller.signal).catch((error: unknown) => error);
        if (end !== undefined) expect(end).toBe(reason);
        await aborting;
        const sent = world.requests().length;
        await clock.sleep(3_600_000);
        expect(world.requests(), 'requests after the end').toHaveLength(sent);
        expect(clock.sleeping, 'timers').toBe(0);
        expect(getEventListeners(controller.signal, 'abort'), 'listeners').toHaveLength(0);
      }),
      { numRuns: 40, examples: [[0], [1], [999], [1_000], [1_001], [500_000]] },
    );
  },
);

it('an abort whose reason is an error of this library stays an abort', async () => {
  const reason = new TimedOutError('my budget is spent', { hint: 'Give it more' });
  const looks: readonly Call[] = [
    ({ client, configuration }, signal) => client.checkAttach('gpu', configuration, { signal }),
    ({ client }, signal) => client.findClusters({ signal }),
  ];
  for (const look of looks) {
    const world = createSlowWorld();
    const controller = new AbortController();
    const end = look(world, controller.signal).catch((error: unknown) => error);
    while (world.requests().length === 0) await new Promise(setImmediate);
    controller.abort(reason);
    expect(await end).toBe(reason);
  }
});

it('an abort ends a call although neither credential nor fetch heed it', async () => {
  const reason = new Error('enough');
  for (const stuck of ['fetch', 'credential'] as const) {
    const never = new Promise<never>(() => {});
    const { client, clock } = createEnvironment({
      ...(stuck === 'fetch' ? { between: () => () => never } : { credential: { getToken: () => never } }),
    });
    const controller = new AbortController();
    const waiting = client.get('gpu', { signal: controller.signal });
    await clock.sleep(1_000);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(clock.sleeping).toBe(0);
  }
});
