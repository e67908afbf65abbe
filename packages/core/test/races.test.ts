import { demoIds } from '@azureml-kubernetes/testkit';
import { planFaults } from '@azureml-kubernetes/testkit/contract';
import { describe, expect, it } from 'vitest';
import { ConflictError, KubernetesCompute } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';

describe('two attaches of the same specification at once', () => {
  it.each(['conflict', 'accept'] as const)(
    'both end attached when the service answers %s',
    async (whileBusy) => {
      const { client, configuration, service } = createEnvironment({ modes: { whileBusy } });
      const results = await Promise.all([
        client.attach('gpu', configuration),
        client.attach('gpu', configuration),
      ]);
      const outcomes = await Promise.all(results.map(({ operation }) => client.wait('gpu', { operation })));
      expect(outcomes.map(({ kind }) => kind)).toEqual(['reached', 'reached']);
      const named = service.control.computes.list().filter(({ record }) => record.name === 'gpu');
      expect(named).toHaveLength(1);
    },
  );
});

it('lets one of two different attaches win and tells the other that the name is taken', async () => {
  const { client, configuration } = createEnvironment();
  const other = KubernetesCompute.attachConfiguration({ resourceId: demoIds.arcId, namespace: 'ml' });
  const [first, second] = await Promise.allSettled([
    client.attach('gpu', configuration),
    client.attach('gpu', other),
  ]);
  expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
  const lost =
    first.status === 'rejected' ? first.reason : second.status === 'rejected' ? second.reason : null;
  expect(ConflictError.isInstance(lost)).toBe(true);
});

describe('an attach whose first PUT is lost', () => {
  const reset = { kind: 'reset', when: 'before' } as const;
  const other = KubernetesCompute.attachConfiguration({ resourceId: demoIds.arcId, namespace: 'ml' });

  it('does not overwrite what another caller attached meanwhile', async () => {
    const { client, configuration, service, requests } = createEnvironment();
    planFaults(service, { match: { route: 'compute.put' }, effect: reset });
    const [first, second] = await Promise.allSettled([
      client.attach('gpu', configuration),
      client.attach('gpu', other),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'conflict', retryable: false } });
    expect(second).toMatchObject({ status: 'fulfilled' });
    expect(requests().filter((line) => line === 'PUT compute.put 201')).toHaveLength(1);
    expect(await client.get('gpu')).toMatchObject({ clusterResourceId: demoIds.arcId });
  });

  it('does not overwrite a compute of another type that came meanwhile', async () => {
    const { client, configuration, service, requests } = createEnvironment();
    planFaults(service, { match: { route: 'compute.put' }, effect: reset });
    const attaching = client.attach('gpu', configuration).catch((error: unknown) => error);
    while (!requests().includes('PUT compute.put reset')) await new Promise(setImmediate);
    service.control.computes.add({ name: 'gpu', computeType: 'AmlCompute' });
    expect(await attaching).toMatchObject({ code: 'unsupported-operation' });
    expect(requests().filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  });

  it('replaces what it was asked to replace', async () => {
    const { client, configuration, service, requests } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    await client.wait('gpu', { operation });
    planFaults(service, { match: { route: 'compute.put' }, effect: reset });
    await client.attach('gpu', other, { replace: true });
    expect(requests().filter((line) => line === 'PUT compute.put 201')).toHaveLength(2);
  });

  it('waits for nothing while another caller detaches what had the name', async () => {
    const { client, configuration, service } = createEnvironment({ modes: { whileBusy: 'accept' } });
    const { operation } = await client.attach('gpu', configuration);
    await client.wait('gpu', { operation });
    planFaults(service, { match: { route: 'compute.put' }, effect: reset });
    const replacing = client.attach('gpu', other, { replace: true }).catch((error: unknown) => error);
    const leaving = client.detach('gpu');
    expect(await replacing).toMatchObject({ code: 'conflict', retryable: true });
    expect(await leaving).toMatchObject({ kind: 'started' });
  });
});

describe('a detach whose answer is lost', () => {
  async function losing(then: (environment: Environment) => void) {
    const environment = createEnvironment();
    const { client, clock, configuration, service, requests } = environment;
    const { operation } = await client.attach('gpu', configuration);
    await client.wait('gpu', { operation });
    const effect = { kind: 'reset', when: 'before' } as const;
    planFaults(service, { match: { route: 'compute.delete' }, effect });
    const detaching = client.detach('gpu').catch((error: unknown) => error);
    while (!requests().includes('DELETE compute.delete reset')) await new Promise(setImmediate);
    await clock.sleep(100);
    service.control.computes.remove('gpu');
    then(environment);
    return { result: await detaching, deletes: requests().filter((line) => line.startsWith('DELETE')) };
  }

  it('is not sent again to a compute of another type that came meanwhile', async () => {
    const { result, deletes } = await losing(({ service }) => {
      service.control.computes.add({ name: 'gpu', computeType: 'AmlCompute' });
    });
    expect(result).toMatchObject({ code: 'unsupported-operation' });
    expect(deletes).toHaveLength(1);
  });

  it('is not sent again to what another caller has attached meanwhile', async () => {
    const { result, deletes } = await losing(({ service }) => {
      service.control.computes.add({ name: 'gpu', resourceId: demoIds.arcId });
    });
    expect(result).toEqual({ kind: 'detached', operation: null });
    expect(deletes).toHaveLength(1);
  });
});

it('refuses to attach while the name is being detached, and says to wait', async () => {
  const { client, configuration, requests } = createEnvironment();
  const { operation } = await client.attach('gpu', configuration);
  await client.wait('gpu', { operation });
  await client.detach('gpu');
  const before = requests().length;
  await expect(client.attach('gpu', configuration)).rejects.toMatchObject({
    code: 'conflict',
    retryable: true,
  });
  expect(requests().slice(before)).toEqual(['GET compute.get 200']);
});

describe('a detach while the attach is still running', () => {
  it('is a retryable conflict when the service says so', async () => {
    const { client, configuration } = createEnvironment();
    await client.attach('gpu', configuration);
    await expect(client.detach('gpu')).rejects.toMatchObject({ code: 'conflict', retryable: true });
  });

  it('goes through when the service lets it', async () => {
    const { client, configuration, service } = createEnvironment({ modes: { whileBusy: 'accept' } });
    await client.attach('gpu', configuration);
    const { operation } = await client.detach('gpu');
    expect(await client.wait('gpu', { operation })).toMatchObject({ kind: 'reached', compute: null });
    expect(service.control.computes.find('gpu')).toBeNull();
  });
});

it('a wait goes on through reads that do not show the compute yet', async () => {
  const { client, configuration, service } = createEnvironment({ modes: { longRunning: 'none' } });
  const { operation } = await client.attach('gpu', configuration);
  expect(operation?.mode).toBe('resource');
  const notFound = { kind: 'error', status: 404, code: 'ResourceNotFound' } as const;
  planFaults(service, { match: { route: 'compute.get' }, times: 3, effect: notFound });
  expect(await client.wait('gpu', { operation })).toMatchObject({ kind: 'reached', seen: { Absent: 3 } });
});

describe('an attach that was accepted with an answer that tells of no compute', () => {
  const answering = (body: string | null) =>
    createEnvironment({
      between: (fetch) => async (request, init) => {
        const isPut = request.method === 'PUT';
        const response = await fetch(request, init);
        const { status, headers } = response;
        return isPut ? new Response(body, { status, headers }) : response;
      },
    });
  const notFound = { kind: 'error', status: 404, code: 'ResourceNotFound' } as const;

  it.each([
    ['nothing', null],
    ['an empty object', '{}'],
    ['a list', '[]'],
  ])('(%s) is followed to its end, although reads lag behind', async (_title, body) => {
    const { client, configuration, service, requests } = answering(body);
    planFaults(service, { match: { route: 'compute.get', nth: 2 }, times: 4, effect: notFound });
    const { compute, operation } = await client.attach('gpu', configuration);
    expect(compute).toMatchObject({ name: 'gpu', lifecycle: { state: 'creating' } });
    expect(operation?.mode).toBe('azure-async-operation');
    expect(await client.wait('gpu', { operation })).toMatchObject({ kind: 'reached' });
    expect(requests().filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  });

  it('is not found when it stays away for a minute', async () => {
    const { client, configuration, service, clock } = answering('{}');
    service.control.faults.plan({ match: { route: 'compute.get' }, times: -1, effect: notFound });
    await expect(client.attach('gpu', configuration)).rejects.toMatchObject({ code: 'not-found' });
    expect(clock.monotonic()).toBeGreaterThanOrEqual(60_000);
    expect(clock.monotonic()).toBeLessThan(120_000);
  });

  it('is refused where another type of compute has the name by then', async () => {
    const { client, configuration, service } = answering('{}');
    const attaching = client.attach('gpu', configuration);
    const aml = { kind: 'text', text: '{"properties":{"computeType":"AmlCompute"}}' } as const;
    planFaults(service, { match: { route: 'compute.get', nth: 2 }, effect: aml });
    await expect(attaching).rejects.toMatchObject({ code: 'unsupported-operation' });
  });
});

it('finds the same specification in place and sends nothing', async () => {
  const { client, configuration, requests } = createEnvironment();
  const { operation } = await client.attach('gpu', configuration);
  await client.wait('gpu', { operation });
  expect(await client.attach('GPU', configuration)).toMatchObject({ kind: 'already-attached' });
  expect(requests().filter((line) => line.startsWith('PUT'))).toHaveLength(1);
});

it('names the fields in which another specification differs, and replaces it only when asked', async () => {
  const { client, configuration } = createEnvironment();
  const { operation } = await client.attach('gpu', configuration);
  await client.wait('gpu', { operation });
  const moved = KubernetesCompute.attachConfiguration({ resourceId: demoIds.arcId, namespace: 'other' });
  expect(await client.plan('gpu', moved)).toMatchObject({
    kind: 'conflict',
    differences: [
      { field: 'resourceId', current: demoIds.aksId, wanted: demoIds.arcId },
      { field: 'namespace', current: 'ml', wanted: 'other' },
    ],
  });
  await expect(client.attach('gpu', moved)).rejects.toThrow(/namespace is ml, asked for other/);
  const replaced = await client.attach('gpu', moved, { replace: true });
  expect(await client.wait('gpu', { operation: replaced.operation })).toMatchObject({
    kind: 'reached',
    compute: { namespace: 'other' },
  });
});

it('never replaces or detaches a compute of another type', async () => {
  const { client, configuration, service, requests } = createEnvironment();
  service.control.computes.add({ name: 'cpu', computeType: 'AmlCompute' });
  await expect(client.attach('cpu', configuration, { replace: true })).rejects.toMatchObject({
    code: 'unsupported-operation',
  });
  await expect(client.detach('cpu')).rejects.toMatchObject({ code: 'unsupported-operation' });
  expect(requests().every((line) => line.startsWith('GET'))).toBe(true);
});

it('takes a detach of what is not there as done, and of a missing workspace as an error', async () => {
  const { client, service } = createEnvironment();
  expect(await client.detach('gpu')).toEqual({ kind: 'already-detached', operation: null });
  planFaults(service, { effect: { kind: 'error', status: 404, code: 'ParentResourceNotFound' } });
  await expect(client.detach('gpu')).rejects.toMatchObject({ code: 'not-found' });
});
