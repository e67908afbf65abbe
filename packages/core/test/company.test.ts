import { demoIds } from '@azureml-kubernetes/testkit';
import { planFaults } from '@azureml-kubernetes/testkit/contract';
import { describe, expect, it } from 'vitest';
import { KubernetesCompute } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';

const fails = { kind: 'fails', code: 'Busy', message: 'jobs are running' } as const;
const busy = { kind: 'error', status: 503, code: 'ServerBusy' } as const;

/** Reads the compute as long as the test lasts, as a subscription does. */
async function subscribe({ client, clock }: Environment): Promise<AbortController> {
  const leaving = new AbortController();
  const reading = async (): Promise<void> => {
    for await (const _compute of client.watch('gpu', { signal: leaving.signal }));
  };
  reading().catch(() => {});
  await clock.sleep(10);
  return leaving;
}

describe('who waits in company', () => {
  it('is not told how an earlier operation ended, while another waiter stays', async () => {
    const environment = createEnvironment();
    const { client, configuration, service, clock } = environment;
    const leaving = await subscribe(environment);
    service.control.faults.plan({ match: { route: 'compute.put' }, effect: fails });
    const { operation } = await client.attach('gpu', configuration);
    expect(await client.wait('gpu', { operation })).toMatchObject({ kind: 'failed' });
    const elsewhere = createEnvironment({ between: () => service.fetch });
    await elsewhere.client.attach('gpu', configuration, { replace: true });
    await clock.sleep(120_000);
    expect(await client.wait('gpu')).toMatchObject({ kind: 'reached' });
    leaving.abort();
  });

  it('is judged by its own operation, not by that of a later waiter', async () => {
    const { client, configuration, service } = createEnvironment();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    service.control.faults.plan({ match: { route: 'compute.put' }, effect: fails });
    const gone = client.wait('gpu', { until: 'detached', timeoutMs: 600_000 });
    const { operation } = await client.attach('gpu', configuration, { replace: true });
    expect(await client.wait('gpu', { operation })).toMatchObject({ kind: 'failed' });
    expect(await gone).toMatchObject({ kind: 'timed-out' });
  });

  it('goes on after a poll that failed before it joined', async () => {
    const refused = Promise.withResolvers<Response>();
    const answers = [refused.promise];
    const environment = createEnvironment({
      between: (fetch) => (request, init) => answers.shift() ?? fetch(request, init),
    });
    const { client, service, clock } = environment;
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const early = client.wait('gpu').catch((error: unknown) => error);
    await clock.sleep(1_000);
    const late = client.wait('gpu');
    refused.resolve(new Response('', { status: 403 }));
    expect(await early).toMatchObject({ code: 'forbidden' });
    expect(await late).toMatchObject({ kind: 'reached' });
  });

  it('is not stopped by the listener of another waiter that throws while a poll fails', async () => {
    const { client, configuration, service } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    planFaults(service, { match: { route: 'operation.status' }, times: 4, effect: busy });
    const broken = new Error('listener');
    const onProgress = (): never => {
      throw broken;
    };
    const throwing = client.wait('gpu', { operation, onProgress }).catch((error: unknown) => error);
    const staying = client.wait('gpu', { operation });
    expect(await throwing).toBe(broken);
    expect(await staying).toMatchObject({ kind: 'reached', seen: { Interrupted: 1 } });
  });
});

it('leaves no timer behind when the last one leaves during a look', async () => {
  const { client, configuration, service, clock } = createEnvironment();
  const { operation } = await client.attach('gpu', configuration);
  const effect = { kind: 'latency', delayMs: 30_000 } as const;
  service.control.faults.plan({ match: { route: 'operation.status' }, effect });
  const leaving = new AbortController();
  const waiting = client.wait('gpu', { operation, signal: leaving.signal });
  await clock.sleep(1_000);
  leaving.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  expect([clock.sleeping, clock.monotonic()], 'a timer would have moved the clock').toEqual([0, 1_000]);
});

it.each([
  ['forbidden', { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const],
  ['gone', { kind: 'error', status: 404, code: 'NotFound' } as const],
])('sees a detach fail whose operation is %s, by the compute', async (_title, effect) => {
  const { client, service } = createEnvironment({ provisioning: { attachMs: 1, detachMs: 120_000 } });
  service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
  service.control.faults.plan({ match: { route: 'compute.delete' }, effect: fails });
  const { operation } = await client.detach('gpu');
  planFaults(service, { match: { route: 'operation.status' }, times: 1, effect });
  expect(await client.wait('gpu', { operation })).toMatchObject({ kind: 'failed', state: 'failed' });
});

describe('a handle that is waited for', () => {
  it('keeps the operation of a detach that it has begun meanwhile', async () => {
    const { workspace, configuration } = createEnvironment({ modes: { whileBusy: 'accept' } });
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    const attaching = compute.waitForCompletion().catch((error: unknown) => error);
    await compute.detach();
    const { operation } = compute;
    expect(operation).toMatchObject({ kind: 'detach' });
    await attaching;
    expect(compute.operation).toBe(operation);
    await compute.waitForCompletion();
    expect(compute.operation).toBeNull();
  });

  it('does not take the end of its attach for that of the detach which is waited for', async () => {
    const environment = createEnvironment({ modes: { whileBusy: 'accept' } });
    const { workspace, configuration, service, requests } = environment;
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    const elsewhere = createEnvironment({ between: () => service.fetch });
    await elsewhere.client.detach('gpu');
    await compute.waitForCompletion({ isDeleteOperation: true });
    expect(service.control.computes.find('gpu')).toBeNull();
    expect(requests().filter((line) => line.includes('operation.status'))).toEqual([]);
  });
});
