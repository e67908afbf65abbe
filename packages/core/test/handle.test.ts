import { demoIds } from '@azureml-kubernetes/testkit';
import { planFaults } from '@azureml-kubernetes/testkit/contract';
import { describe, expect, it, vi } from 'vitest';
import { type AttachConfiguration, type DecodedCompute, KubernetesCompute, Workspace } from '../src/index.js';
import { createEnvironment } from './environment.js';

describe('the life of a handle', () => {
  it('goes from attach through its end to detach', async () => {
    const { workspace, configuration } = createEnvironment();
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    expect(await compute.getStatus()).toBe('Creating');
    await compute.waitForCompletion();
    expect(compute.operation).toBeNull();
    expect(await compute.getStatus()).toMatchObject({ provisioningState: 'Succeeded' });
    expect(compute.clusterResourceId).toBe(demoIds.aksId);
    await compute.detach();
    expect(compute.provisioningState).toBe('Deleting');
    await compute.waitForCompletion();
    await expect(KubernetesCompute.get(workspace, 'gpu')).rejects.toMatchObject({ code: 'not-found' });
    await expect(compute.get()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('looks the region up where the workspace does not say it, once', async () => {
    const { workspace, configuration, requests } = createEnvironment();
    const { transport, clock } = workspace;
    const roaming = new Workspace(
      { ...demoIds, name: demoIds.workspace, location: undefined },
      { transport, clock },
    );
    const compute = await KubernetesCompute.attach(roaming, 'gpu', configuration);
    await KubernetesCompute.attach(roaming, 'cpu', configuration);
    expect(requests().filter((line) => line.includes('workspace.get'))).toHaveLength(1);
    expect(compute.location).toBe(demoIds.location);
  });

  it.each(['accepted', 'ok', 'no-content'] as const)(
    'waits for the end of a detach that the service answers with %s, once or twice',
    async (detach) => {
      const { workspace, configuration } = createEnvironment({ modes: { detach } });
      const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
      await compute.waitForCompletion();
      await compute.detach();
      await compute.waitForCompletion();
      await compute.waitForCompletion();
      expect(compute.operation).toBeNull();
    },
  );

  it('is refused deletion, and told to detach instead', async () => {
    const { workspace, configuration, requests } = createEnvironment();
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    const before = requests().length;
    expect(() => compute.delete()).toThrow(expect.objectContaining({ code: 'unsupported-operation' }));
    expect(requests()).toHaveLength(before);
  });

  it.each([
    ['no configuration', null],
    [
      'what attachConfiguration takes instead of what it gives',
      { resourceId: demoIds.aksId, identityType: 'x' },
    ],
    ['a configuration that was changed', { resourceId: 'x' }],
  ])('refuses %s before any request', async (_title, given) => {
    const { client, requests } = createEnvironment();
    const untyped: AttachConfiguration = JSON.parse(JSON.stringify(given));
    for (const call of [client.attach, client.plan, client.checkAttach])
      await expect(call('gpu', untyped)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(requests()).toEqual([]);
  });

  it('throws the causes of a failed attach', async () => {
    const { service, workspace, configuration } = createEnvironment();
    const effect = { kind: 'fails', code: 'BadRequest', message: 'no extension' } as const;
    planFaults(service, { match: { route: 'compute.put' }, effect });
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    const failure = compute.waitForCompletion();
    await expect(failure).rejects.toMatchObject({ code: 'provisioning-failed', state: 'Failed' });
    await expect(failure).rejects.toThrow(/no extension/);
    expect(compute.provisioningState).toBe('Failed');
  });

  it('keeps the operation when the deadline passes, so that it can be waited for again', async () => {
    const { workspace, configuration } = createEnvironment();
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    await expect(compute.waitForCompletion({ timeoutMs: 1_000 })).rejects.toMatchObject({
      code: 'timed-out',
    });
    expect(compute.operation).not.toBeNull();
    await compute.waitForCompletion();
    expect(compute.provisioningState).toBe('Succeeded');
  });

  it('tells that the compute is gone when another caller removed it', async () => {
    const { service, workspace, configuration } = createEnvironment();
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    await compute.waitForCompletion();
    service.control.computes.remove('gpu');
    await expect(compute.waitForCompletion()).rejects.toMatchObject({ code: 'not-found' });
  });
});

it('shows every field of the compute under the name that the reference has for it', () => {
  const { workspace } = createEnvironment();
  const identity = `${workspace.id.replace(/Microsoft.*/, '')}Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
  const compute = KubernetesCompute.deserialize(workspace, {
    id: `${workspace.id}/computes/gpu`,
    name: 'gpu',
    location: 'eastus',
    tags: { team: 'ml' },
    identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
    properties: {
      computeType: 'Kubernetes',
      computeLocation: 'westus',
      description: 'd',
      resourceId: demoIds.aksId,
      isAttachedCompute: true,
      provisioningState: 'Updating',
      provisioningErrors: [{ code: 'X' }],
      createdOn: '2022-03-01T10:20:30.1234567+00:00',
      modifiedOn: '2022-03-01T10:25:31Z',
      properties: {
        namespace: 'ml',
        defaultInstanceType: 'small',
        instanceTypes: { small: { nodeSelector: null, resources: { limits: { 'nvidia.com/gpu': 1 } } } },
        publicIp: '10.0.0.1',
      },
    },
  });
  expect({
    ...{ id: compute.id, name: compute.name, type: compute.type, location: compute.location },
    ...{ tags: compute.tags, description: compute.description, workspace: compute.workspace },
    ...{ createdOn: compute.createdOn, modifiedOn: compute.modifiedOn, isAttached: compute.isAttached },
    ...{ provisioningState: compute.provisioningState, provisioningErrors: compute.provisioningErrors },
    ...{ clusterResourceId: compute.clusterResourceId, clusterLocation: compute.clusterLocation },
    ...{ namespace: compute.namespace, defaultInstanceType: compute.defaultInstanceType },
    ...{ instanceTypes: compute.instanceTypes, publicIp: compute.publicIp, status: compute.status },
    ...{ identity: compute.identity, identityType: compute.identityType, identityIds: compute.identityIds },
    ...{ operation: compute.operation, text: String(compute) },
  }).toEqual({
    id: `${workspace.id}/computes/gpu`,
    name: 'gpu',
    type: 'Kubernetes',
    location: 'eastus',
    tags: { team: 'ml' },
    description: 'd',
    workspace,
    createdOn: '2022-03-01T10:20:30.123456+00:00',
    modifiedOn: '2022-03-01T10:25:31+00:00',
    isAttached: true,
    provisioningState: 'Updating',
    provisioningErrors: [{ code: 'X' }],
    clusterResourceId: demoIds.aksId,
    clusterLocation: 'westus',
    namespace: 'ml',
    defaultInstanceType: 'small',
    instanceTypes: { small: { nodeSelector: null, resources: { limits: { 'nvidia.com/gpu': 1 } } } },
    publicIp: '10.0.0.1',
    status: {
      creationTime: '2022-03-01T10:20:30.123456+00:00',
      modifiedTime: '2022-03-01T10:25:31+00:00',
      provisioningState: 'Updating',
    },
    identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
    identityType: 'UserAssigned',
    identityIds: [identity],
    operation: null,
    text: `KubernetesCompute(workspace=${workspace.name}, name=gpu, state=Updating)`,
  });
});

describe('showOutput', () => {
  it('writes each change of state once, and nothing without it', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const { workspace, configuration } = createEnvironment();
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    await compute.waitForCompletion({ showOutput: true });
    expect(log.mock.calls).toEqual([['InProgress'], ['Succeeded']]);
    log.mockClear();
    await compute.waitForCompletion();
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});

describe('listing', () => {
  it('gives the Kubernetes computes of all pages and hands the others to onSkipped', async () => {
    const { service, workspace, configuration, client } = createEnvironment({ modes: { pageSize: 2 } });
    for (const name of ['gpu', 'cpu', 'tpu']) await client.attach(name, configuration);
    service.control.computes.add({ name: 'aml', computeType: 'AmlCompute' });
    const skipped: DecodedCompute[] = [];
    const names: string[] = [];
    for await (const { name } of KubernetesCompute.list(workspace, {
      onSkipped: (entry) => skipped.push(entry),
    })) {
      names.push(name);
    }
    expect(names.sort()).toEqual(['cpu', 'gpu', 'tpu']);
    expect(skipped).toContainEqual({ kind: 'other', name: 'aml', computeType: 'AmlCompute' });
  });

  it('sends nothing after a nextLink to another origin', async () => {
    const { service, client, configuration, requests } = createEnvironment({ modes: { pageSize: 1 } });
    await client.attach('gpu', configuration);
    await client.attach('cpu', configuration);
    const effect = { kind: 'foreign-url', where: 'next-link', origin: 'https://evil.example' } as const;
    planFaults(service, { match: { route: 'compute.list' }, effect });
    const before = requests().length;
    await expect(drain(client.list())).rejects.toMatchObject({ code: 'untrusted-url' });
    expect(requests().slice(before)).toEqual(['GET compute.list 200']);
  });
});

it('never shows a connection string unless asked, and marks the payload that does', () => {
  const { workspace } = createEnvironment();
  const compute = KubernetesCompute.deserialize(workspace, payloadWithSecrets(workspace.id));
  expect(JSON.stringify([compute, compute.serialize(), String(compute)])).not.toContain('hunter2');
  const marked = compute.serialize({ includeSecrets: true });
  expect(marked).toMatchObject({
    containsSecrets: true,
    properties: { properties: { relayConnectionString: 'Endpoint=sb://x;SharedAccessKey=hunter2' } },
  });
  expect(KubernetesCompute.deserialize(workspace, marked).serialize({ includeSecrets: true })).toEqual(
    marked,
  );
});

function payloadWithSecrets(workspaceId: string): object {
  return {
    id: `${workspaceId}/computes/gpu`,
    location: 'eastus',
    tags: null,
    properties: {
      computeType: 'Kubernetes',
      description: null,
      resourceId: null,
      provisioningState: 'Succeeded',
      provisioningErrors: null,
      properties: { relayConnectionString: 'Endpoint=sb://x;SharedAccessKey=hunter2' },
    },
  };
}

describe('a stored handle', () => {
  it('goes on with its operation in another process', async () => {
    const { workspace, configuration } = createEnvironment();
    const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    const stored = JSON.stringify({ payload: compute, operation: compute.operation });
    const { payload, operation } = JSON.parse(stored);
    const elsewhere = KubernetesCompute.deserialize(workspace, payload, { operation });
    await elsewhere.waitForCompletion();
    expect(elsewhere.provisioningState).toBe('Succeeded');
    expect(elsewhere.operation).toBeNull();
  });

  it('refuses an operation of another compute, endpoint or version at once', async () => {
    const { workspace, configuration } = createEnvironment();
    const gpu = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    const cpu = await KubernetesCompute.attach(workspace, 'cpu', configuration);
    const resume = (change: object) => () =>
      KubernetesCompute.deserialize(workspace, gpu.serialize(), {
        operation: JSON.parse(JSON.stringify({ ...gpu.operation, ...change })),
      });
    expect(resume({ computeId: cpu.id })).toThrow(expect.objectContaining({ code: 'workspace-mismatch' }));
    expect(resume({ url: 'https://evil.example/' })).toThrow(
      expect.objectContaining({ code: 'untrusted-url' }),
    );
    expect(resume({ version: 2 })).toThrow(expect.objectContaining({ code: 'invalid-payload' }));
    expect(resume({ computeId: gpu.id.toUpperCase() })).not.toThrow();
  });

  it('is refused when its name is not the one in its id, which requests and comparisons would take apart', () => {
    const { workspace } = createEnvironment();
    const payload = { ...payloadWithSecrets(workspace.id), name: 'prod' };
    expect(() => KubernetesCompute.deserialize(workspace, payload)).toThrow(
      /name: is not the name in the id/,
    );
    expect(KubernetesCompute.deserialize(workspace, { ...payload, name: 'GPU' }).name).toBe('GPU');
  });
});

it.each(['cpu', 'gpu'])('takes no answer about another compute for that of %s', async (name) => {
  const { client, service, workspace } = createEnvironment();
  const elsewhere = name === 'cpu' ? workspace.id : workspace.id.replace(/[^/]+$/, 'another');
  const body = {
    id: `${elsewhere}/computes/gpu`,
    location: 'eastus',
    properties: { computeType: 'Kubernetes' },
  };
  planFaults(service, { effect: { kind: 'text', text: JSON.stringify(body) } });
  await expect(client.get(name)).rejects.toMatchObject({
    code: 'unexpected-response',
    message: expect.stringContaining('another compute'),
  });
});

async function drain(entries: AsyncIterable<DecodedCompute>): Promise<void> {
  for await (const _entry of entries);
}
