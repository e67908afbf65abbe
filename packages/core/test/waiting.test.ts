import { getEventListeners } from 'node:events';
import { planFaults } from '@azureml-kubernetes/testkit/contract';
import { describe, expect, it } from 'vitest';
import { type ComputeClient, createClient, type Operation, Workspace } from '../src/index.js';
import type { WaitProgress } from '../src/waiting/wait.js';
import { createEnvironment, type Environment } from './environment.js';

async function attach({ client, configuration }: Environment, name = 'gpu'): Promise<Operation | null> {
  return (await client.attach(name, configuration)).operation;
}

describe('the ways in which the service lets an operation be followed', () => {
  it.each(['azure-async-operation', 'location', 'both', 'none'] as const)('%s', async (longRunning) => {
    const environment = createEnvironment({ modes: { longRunning } });
    const operation = await attach(environment);
    expect(operation?.mode).toBe(
      { none: 'resource', both: 'azure-async-operation' }[longRunning as 'none'] ?? longRunning,
    );
    expect(await environment.client.wait('gpu', { operation })).toMatchObject({
      kind: 'reached',
      compute: { lifecycle: { state: 'succeeded' } },
    });
    const { operation: detaching } = await environment.client.detach('gpu');
    expect(await environment.client.wait('gpu', { operation: detaching })).toMatchObject({
      kind: 'reached',
      compute: null,
    });
  });
});

it('paces itself by Retry-After when the service sends it', async () => {
  const environment = createEnvironment({ modes: { retryAfterSeconds: 20 } });
  const operation = await attach(environment);
  const progress: WaitProgress[] = [];
  await environment.client.wait('gpu', { operation, onProgress: (step) => progress.push(step) });
  expect(progress.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 20_000, 40_000, 60_000]);
});

describe('an attach that does not succeed', () => {
  it('ends as failed, with the service‘s causes', async () => {
    const environment = createEnvironment();
    const effect = { kind: 'fails', code: 'BadRequest', message: 'the extension is missing' } as const;
    planFaults(environment.service, { match: { route: 'compute.put' }, effect });
    const outcome = await environment.client.wait('gpu', { operation: await attach(environment) });
    expect(outcome).toMatchObject({ kind: 'failed', state: 'failed', text: 'Failed' });
    expect(JSON.stringify(outcome)).toContain('the extension is missing');
  });

  it('ends as canceled', async () => {
    const environment = createEnvironment();
    planFaults(environment.service, { match: { route: 'compute.put' }, effect: { kind: 'cancels' } });
    const outcome = await environment.client.wait('gpu', { operation: await attach(environment) });
    expect(outcome).toMatchObject({ kind: 'failed', state: 'canceled' });
  });

  it('believes the compute, not the operation, when they contradict each other', async () => {
    const environment = createEnvironment();
    planFaults(environment.service, {
      match: { route: 'compute.put' },
      effect: { kind: 'contradicts' },
    });
    const outcome = await environment.client.wait('gpu', { operation: await attach(environment) });
    expect(outcome).toMatchObject({ kind: 'failed', state: 'failed' });
  });

  it('times out when it never ends, which is not a failure', async () => {
    const environment = createEnvironment();
    planFaults(environment.service, { match: { route: 'compute.put' }, effect: { kind: 'stuck' } });
    const operation = await attach(environment);
    const outcome = await environment.client.wait('gpu', { operation, timeoutMs: 100_000 });
    expect(outcome).toMatchObject({ kind: 'timed-out', lastState: 'InProgress', elapsedMs: 100_000 });
    expect(environment.clock.sleeping).toBe(0);
  });
});

describe('an operation that cannot be followed to its end', () => {
  it.each([
    ['gone (404)', { kind: 'error', status: 404, code: 'NotFound' } as const],
    ['forbidden (403)', { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const],
    ['without a status', { kind: 'text', text: '{}', contentType: 'application/json' } as const],
  ])('%s: the compute decides', async (_title, effect) => {
    const environment = createEnvironment();
    const operation = await attach(environment);
    planFaults(environment.service, { match: { route: 'operation.status' }, effect });
    expect(await environment.client.wait('gpu', { operation })).toMatchObject({ kind: 'reached' });
  });

  it('sends nothing to another origin', async () => {
    const environment = createEnvironment();
    const effect = { kind: 'foreign-url', where: 'operation', origin: 'https://evil.example' } as const;
    planFaults(environment.service, { match: { route: 'compute.put' }, effect });
    await expect(attach(environment)).rejects.toMatchObject({ code: 'untrusted-url' });
    expect(environment.requests()).toEqual(['GET compute.get 404', 'PUT compute.put 201']);
  });
});

it('keeps on looking at words that it does not know, and counts them', async () => {
  const environment = createEnvironment();
  const operation = await attach(environment);
  planFaults(environment.service, {
    match: { route: 'operation.status' },
    times: 2,
    effect: { kind: 'state', state: 'Pondering' },
  });
  expect(await environment.client.wait('gpu', { operation })).toMatchObject({
    kind: 'reached',
    seen: { Pondering: 2 },
  });
});

describe('an abort', () => {
  it('before the first request sends none', async () => {
    const environment = createEnvironment();
    const reason = new Error('enough');
    await expect(environment.client.wait('gpu', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(environment.requests()).toEqual([]);
  });

  it.each([
    ['during a request', { kind: 'latency', delayMs: 30_000 } as const, 10_000],
    ['during the sleep between two requests', { kind: 'latency', delayMs: 1 } as const, 3_000],
  ])('%s is the reason itself, and leaves nothing behind', async (_title, effect, afterMs) => {
    const environment = createEnvironment();
    const { clock, client, service } = environment;
    const operation = await attach(environment);
    planFaults(service, { match: { route: 'operation.status' }, effect });
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = client.wait('gpu', { operation, signal: controller.signal });
    const aborting = clock.sleep(afterMs).then(() => controller.abort(reason));
    await expect(waiting).rejects.toBe(reason);
    await aborting;
    const sent = environment.requests().length;
    await clock.sleep(600_000);
    expect(environment.requests()).toHaveLength(sent);
    expect(clock.sleeping).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});

it('leaves no timer and no listener after a wait that reached its goal', async () => {
  const environment = createEnvironment();
  const { signal } = new AbortController();
  await environment.client.wait('gpu', { operation: await attach(environment), signal });
  expect(environment.clock.sleeping).toBe(0);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

it('rejects with what a progress listener throws', async () => {
  const environment = createEnvironment();
  const operation = await attach(environment);
  const broken = new Error('listener');
  const onProgress = (): never => {
    throw broken;
  };
  await expect(environment.client.wait('gpu', { operation, onProgress })).rejects.toBe(broken);
  expect(environment.clock.sleeping).toBe(0);
});

it('gives up after five looks in a row that failed, and tells of each before', async () => {
  const environment = createEnvironment();
  const operation = await attach(environment);
  const effect = { kind: 'error', status: 503, code: 'ServerBusy' } as const;
  planFaults(environment.service, { match: { route: 'operation.status' }, times: 20, effect });
  const states: string[] = [];
  const waiting = environment.client.wait('gpu', {
    operation,
    onProgress: ({ state }) => states.push(state),
  });
  await expect(waiting).rejects.toMatchObject({ code: 'service', retryable: true });
  expect(states).toEqual(['Interrupted', 'Interrupted', 'Interrupted', 'Interrupted']);
});

it('ends at once on a refusal that time cannot heal', async () => {
  const environment = createEnvironment();
  await attach(environment);
  const effect = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;
  planFaults(environment.service, { match: { route: 'compute.get' }, effect });
  await expect(environment.client.wait('gpu')).rejects.toMatchObject({ code: 'forbidden' });
});

describe('a stored operation', () => {
  it('is followed by another process from its JSON', async () => {
    const environment = createEnvironment();
    const stored = JSON.stringify(await attach(environment));
    const elsewhere = createClient(environment.workspace);
    expect(await elsewhere.wait('gpu', { operation: JSON.parse(stored) })).toMatchObject({ kind: 'reached' });
  });

  it.each([
    ['of another endpoint', { url: 'https://management.chinacloudapi.cn/x' }, 'untrusted-url'],
    ['of another compute', { computeId: undefined }, 'invalid-payload'],
    ['of another version', { version: 2 }, 'invalid-payload'],
  ])('%s is refused before any request', async (_title, change, code) => {
    const environment = createEnvironment();
    const operation = JSON.parse(JSON.stringify({ ...(await attach(environment)), ...change }));
    const before = environment.requests().length;
    await expect(environment.client.wait('gpu', { operation })).rejects.toMatchObject({ code });
    expect(environment.requests()).toHaveLength(before);
  });

  it('of another workspace is refused before any request', async () => {
    const environment = createEnvironment();
    const operation = await attach(environment);
    await expect(environment.client.wait('cpu', { operation })).rejects.toMatchObject({
      code: 'workspace-mismatch',
    });
  });
});

describe('what a caller without types may give', () => {
  it.each([
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['timeoutMs', { timeoutMs: -1 }],
    ['timeoutMs', { timeoutMs: '5' }],
    ['until', { until: 'Attached' }],
  ])('is refused before any request: %s', async (field, options) => {
    const { client, requests } = createEnvironment();
    const untyped: ReturnType<typeof JSON.parse> = options;
    await expect(client.wait('gpu', untyped)).rejects.toMatchObject({
      code: 'invalid-input',
      problem: { field },
    });
    expect(requests()).toEqual([]);
  });
});

it.each([Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER])(
  'takes a deadline of %d for the longest that a timer keeps',
  async (timeoutMs) => {
    const environment = createEnvironment();
    planFaults(environment.service, { match: { route: 'compute.put' }, effect: { kind: 'stuck' } });
    const operation = await attach(environment);
    const slow = createClient(environment.workspace, {
      pace: { minDelayMs: 2 ** 31, maxDelayMs: 2 ** 31, growth: 1 },
    });
    const outcome = await slow.wait('gpu', { operation, timeoutMs });
    expect(outcome).toMatchObject({ kind: 'timed-out', elapsedMs: 2 ** 31 - 1 });
  },
);

describe('wall time that jumps', () => {
  /** The environment's workspace with a wall clock that is off by so much from now on. */
  function jumpedBy(environment: Environment, offMs: number): ComputeClient {
    const { workspace, clock } = environment;
    const jumped = {
      now: () => clock.now() + offMs,
      monotonic: () => clock.monotonic(),
      sleep: (delayMs: number, signal?: AbortSignal) => clock.sleep(delayMs, signal),
    };
    const { transport, location } = workspace;
    return createClient(
      new Workspace({ ...workspace, location: location ?? undefined }, { transport, clock: jumped }),
    );
  }

  it.each([-86_400_000, 86_400_000])('by %d ms moves no deadline', async (offMs) => {
    const environment = createEnvironment();
    planFaults(environment.service, { match: { route: 'compute.put' }, effect: { kind: 'stuck' } });
    const operation = await attach(environment);
    const outcome = await jumpedBy(environment, offMs).wait('gpu', { operation, timeoutMs: 90_000 });
    expect(outcome).toMatchObject({ kind: 'timed-out', elapsedMs: 90_000 });
  });

  it('back does not make an attach hope for a compute that is gone for longer than reads lag', async () => {
    const environment = createEnvironment();
    const operation = await attach(environment);
    environment.service.control.computes.remove('gpu');
    const outcome = await jumpedBy(environment, -86_400_000).wait('gpu', { operation });
    expect(outcome).toMatchObject({ kind: 'failed', state: 'absent' });
    expect(outcome.elapsedMs).toBeGreaterThanOrEqual(60_000);
    expect(outcome.elapsedMs).toBeLessThan(120_000);
  });
});
