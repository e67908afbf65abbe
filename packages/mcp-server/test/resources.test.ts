import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { selectTools } from '../src/tools/registry.js';
import { type ConnectOptions, connectClient, demoWorkspace } from './connect-client.js';

const GPU = 'azureml-kubernetes://computes/gpu';
const OPEN_GPU = `azureml-kubernetes://computes/${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}/gpu`;
const textShape = z.looseObject({ text: z.string() });

/** A connection whose time stands still until it is moved, because a watch never ends by itself. */
async function watching(options: ConnectOptions = {}) {
  const clock = new ManualClock({ stallAfterMs: Number.POSITIVE_INFINITY });
  const service = new FakeComputeService({ seed: 'demo', clock, provisioning: { attachMs: 60_000 } });
  const connection = await connectClient({ beside: { service, clock }, ...options });
  return { ...connection, updates: updatesOf(connection.client) };
}

/** Resolves once a look has been answered and the watch rests. */
async function rest(clock: ManualClock): Promise<void> {
  await vi.waitUntil(() => clock.sleeping > 0, { timeout: 10_000, interval: 1 });
}

/** Lets time pass while something is watched, so that each look is answered before the next. */
async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 2_500) {
    await rest(clock);
    await clock.advance(2_500);
  }
  await rest(clock);
}

function updatesOf(client: Awaited<ReturnType<typeof connectClient>>['client']): string[] {
  const updates: string[] = [];
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
    updates.push(params.uri);
  });
  return updates;
}

describe('resources', () => {
  it('lists the computes of the workspace, and only those of Kubernetes', async () => {
    const { client, service } = await connectClient();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const { resources, nextCursor } = await client.listResources();
    expect(resources).toEqual([
      {
        uri: GPU,
        name: 'gpu',
        title: `Compute gpu of workspace ${demoIds.workspace}`,
        mimeType: 'application/json',
      },
    ]);
    expect(nextCursor).toBeUndefined();
  });

  it('lists page by page, each compute once', async () => {
    const { client, service } = await connectClient();
    for (let index = 0; index < 250; index += 1)
      service.control.computes.add({ name: `gpu-${index}x`, resourceId: demoIds.aksId });
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await client.listResources(cursor === undefined ? {} : { cursor });
      seen.push(...page.resources.map(({ uri }) => uri));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== undefined);
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 250, 250]);
    await expect(client.listResources({ cursor: 'made up' })).rejects.toMatchObject({ code: -32602 });
  });

  it('reads the same JSON as the status tool gives', async () => {
    const { client, call, service } = await connectClient();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId, description: 'mine' });
    const { contents } = await client.readResource({ uri: GPU });
    expect(contents).toHaveLength(1);
    expect(contents[0]).toMatchObject({ uri: GPU, mimeType: 'application/json' });
    const { result } = await call('compute_get_status', { name: 'gpu' });
    expect(JSON.parse(textShape.parse(contents[0]).text)).toEqual(result);
  });

  it('refuses with the code of the protocol, and the same facts as a tool', async () => {
    const { client } = await connectClient();
    await expect(client.readResource({ uri: GPU })).rejects.toMatchObject({
      code: -32002,
      data: { code: 'not-found', hint: expect.any(String), retryable: false },
    });
    for (const uri of ['azureml-kubernetes://computes/a/b', 'file:///etc/passwd'])
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32602 });
    await expect(client.subscribeResource({ uri: 'file:///etc/passwd' })).rejects.toMatchObject({
      code: -32602,
    });
  });

  it('has the workspace in the URI when the server is tied to none', async () => {
    const { client, service } = await connectClient({ pinned: null });
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'azureml-kubernetes://computes/{subscription}/{resource_group}/{workspace}/{name}',
    ]);
    expect((await client.listResources()).resources).toEqual([]);
    expect((await client.readResource({ uri: OPEN_GPU })).contents).toHaveLength(1);
  });

  it('lists and reads those of the allowed workspaces only', async () => {
    const { client, service } = await connectClient({ pinned: null, allowed: [demoWorkspace] });
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual([OPEN_GPU]);
    const before = service.control.requests.entries().length;
    const elsewhere = OPEN_GPU.replace(demoIds.workspace, 'other-ws');
    await expect(client.readResource({ uri: elsewhere })).rejects.toMatchObject({
      data: { code: 'forbidden' },
    });
    await expect(client.subscribeResource({ uri: elsewhere })).rejects.toMatchObject({
      data: { code: 'forbidden' },
    });
    expect(service.control.requests.entries()).toHaveLength(before);
  });

  it('offers none to a caller who may not read a status', async () => {
    const { client } = await connectClient({
      tools: selectTools({ readOnly: false, names: ['compute_attach', 'cluster_list'] }),
    });
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
  });
});

describe('subscriptions', () => {
  it('tell of the changes of a compute, from before its attach to its end', async () => {
    const { client, clock, call, updates } = await watching();
    const told = (count: number) => vi.waitUntil(() => updates.length >= count, { timeout: 10_000 });
    await client.subscribeResource({ uri: GPU });
    await rest(clock);
    expect(updates).toEqual([]);
    await call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
    await pass(clock, 30_000);
    await told(1);
    await pass(clock, 60_000);
    await told(2);
    await pass(clock, 300_000);
    expect(updates).toEqual([GPU, GPU]);
  });

  it('ask nothing of the service before anybody subscribes and after the last has left', async () => {
    const { client, clock, service, updates } = await watching();
    const requests = () => service.control.requests.entries().length;
    await clock.advance(600_000);
    expect(requests()).toBe(0);
    await client.subscribeResource({ uri: GPU });
    await client.subscribeResource({ uri: GPU });
    await pass(clock, 60_000);
    expect(requests()).toBeGreaterThan(1);
    await client.unsubscribeResource({ uri: GPU });
    expect(clock.sleeping).toBe(0);
    const before = requests();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await clock.advance(600_000);
    expect(requests()).toBe(before);
    expect(updates).toEqual([]);
  });

  it('end with the connection', async () => {
    const { client, clock, service, close } = await watching();
    await client.subscribeResource({ uri: GPU });
    await rest(clock);
    await close();
    await expect.poll(() => clock.sleeping).toBe(0);
    const before = service.control.requests.entries().length;
    await clock.advance(600_000);
    expect(service.control.requests.entries()).toHaveLength(before);
  });

  it('of two sessions share one watch, and go on for the one that stays', async () => {
    const first = await watching();
    const { service, clock, shared } = first;
    const second = await connectClient({ beside: { service, clock }, shared });
    const updates = updatesOf(second.client);
    await first.client.subscribeResource({ uri: GPU });
    await second.client.subscribeResource({ uri: GPU });
    await rest(clock);
    const before = service.control.requests.entries().length;
    await pass(clock, 30_000);
    const looks = service.control.requests.entries().length - before;
    expect(looks).toBeLessThanOrEqual(8);
    await first.close();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await pass(clock, 60_000);
    await vi.waitUntil(() => updates.length > 0, { timeout: 10_000 });
    expect(updates).toEqual([GPU]);
    expect(first.updates).toEqual([]);
  });

  it('are limited in number', async () => {
    const { client } = await watching();
    const uris = Array.from({ length: 101 }, (_unused, index) => `${GPU}-${index}x`);
    const answers = await Promise.allSettled(uris.map((uri) => client.subscribeResource({ uri })));
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: -32600 } }]);
    await client.close();
  });
});
