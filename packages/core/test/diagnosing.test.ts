import { demoIds, demoSeed } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { type AttachConfiguration, type Check, KubernetesCompute } from '../src/index.js';
import { createEnvironment } from './environment.js';
import { clusterIds, WORLDS } from './worlds.js';

function configure(resourceId: string): AttachConfiguration {
  return KubernetesCompute.attachConfiguration({ resourceId });
}

function withStatus(checks: readonly Check[], status: Check['status']): string[] {
  return checks.filter((check) => check.status === status).map(({ id }) => id);
}

describe.each(WORLDS)('where $title', ({ seed, clusterId, check, status, cause }) => {
  it('the check says so, and no other check fails', async () => {
    const { client, requests } = createEnvironment({ seed });
    const report = await client.checkAttach('gpu', configure(clusterId));
    expect(withStatus(report.checks, status)).toContain(check);
    expect(withStatus(report.checks, 'fail')).toEqual(status === 'fail' ? [check] : []);
    expect(report.ready).toBe(status !== 'fail');
    expect(requests().every((line) => line.startsWith('GET'))).toBe(true);
  });

  it('the diagnosis of the attach names the cause first', async () => {
    const { client } = createEnvironment({ seed });
    const { operation } = await client.attach('gpu', configure(clusterId));
    const outcome = await client.wait('gpu', { operation, timeoutMs: 2_400_000 });
    const { causes, verdict } = await client.diagnose('gpu');
    if (cause === null) {
      expect(outcome.kind).toBe('reached');
      expect(verdict).toBe('healthy');
    } else {
      expect(outcome.kind).not.toBe('reached');
      expect(verdict).toBe('explained');
      expect(causes[0]?.id).toBe(cause);
      expect(causes[0]?.fix).not.toBe('');
    }
  });
});

describe('a healthy world', () => {
  it.each(['aksId', 'arcId'] as const)('fails no check of the cluster %s', async (id) => {
    const { client } = createEnvironment();
    const report = await client.checkAttach('gpu', configure(demoIds[id]));
    expect(report).toMatchObject({ ready: true });
    expect(withStatus(report.checks, 'fail')).toEqual([]);
    expect(withStatus(report.checks, 'warn')).toEqual([]);
    expect(withStatus(report.checks, 'unknown')).toEqual([]);
  });

  it('has a healthy diagnosis', async () => {
    const { client, configuration } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    expect((await client.diagnose('gpu')).verdict).toBe('under-way');
    await client.wait('gpu', { operation });
    expect(await client.diagnose('gpu')).toMatchObject({ verdict: 'healthy', causes: [], collect: [] });
  });
});

it('names both of two planted causes', async () => {
  const cluster = {
    subscriptionId: demoIds.subscriptionId,
    resourceGroup: demoIds.resourceGroup,
    name: 'c1',
  };
  const seed = {
    ...demoSeed,
    clusters: [{ ...cluster, kind: 'aks', powerState: 'Stopped', extension: null } as const],
  };
  const { client } = createEnvironment({ seed });
  const report = await client.checkAttach('gpu', configure(clusterIds.aks));
  expect(withStatus(report.checks, 'fail')).toEqual(['cluster-running', 'extension']);
  const { operation } = await client.attach('gpu', configure(clusterIds.aks));
  await client.wait('gpu', { operation });
  expect((await client.diagnose('gpu')).causes.slice(0, 2).map(({ id }) => id)).toEqual([
    'cluster-running',
    'extension',
  ]);
});

it('explains the failure without a reason by the role that is usually missing', async () => {
  const cluster = {
    subscriptionId: demoIds.subscriptionId,
    resourceGroup: demoIds.resourceGroup,
    name: 'c1',
  };
  const seed = {
    ...demoSeed,
    clusters: [{ ...cluster, kind: 'aks', workspaceAccess: false, extension: {} } as const],
  };
  const { client } = createEnvironment({ seed });
  const { operation } = await client.attach('gpu', configure(clusterIds.aks));
  await client.wait('gpu', { operation });
  const { causes, collect } = await client.diagnose('gpu');
  expect(causes[0]).toMatchObject({ id: 'workspace-access', confidence: 'likely' });
  expect(collect).not.toEqual([]);
});

it('says that it does not know when no rule does, and what to collect', async () => {
  const { client, configuration, service } = createEnvironment();
  const effect = { kind: 'fails', code: 'Mystery', message: 'something else' } as const;
  service.control.faults.plan({ match: { route: 'compute.put' }, effect });
  const { operation } = await client.attach('gpu', configuration);
  await client.wait('gpu', { operation });
  const diagnosis = await client.diagnose('gpu');
  expect(diagnosis).toMatchObject({ verdict: 'unknown', causes: [] });
  expect(diagnosis.collect.length).toBeGreaterThan(2);
});

it('calls an attach stuck after half an hour, and shows the threshold', async () => {
  const { client, configuration, service, clock } = createEnvironment();
  service.control.faults.plan({ match: { route: 'compute.put' }, effect: { kind: 'stuck' } });
  await client.attach('gpu', configuration);
  expect((await client.diagnose('gpu')).causes).toEqual([]);
  await clock.sleep(31 * 60_000);
  expect((await client.diagnose('gpu')).causes[0]).toMatchObject({
    id: 'stuck',
    cause: expect.stringContaining('30'),
  });
});

it('makes a refused read an unknown check, which hides no other', async () => {
  const { client, configuration, service } = createEnvironment();
  const effect = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;
  for (const route of ['workspace.get', 'cluster.get', 'extension.list', 'compute.get'] as const) {
    service.control.faults.plan({ match: { route }, effect });
  }
  const { checks, ready } = await client.checkAttach('gpu', configuration);
  expect(withStatus(checks, 'unknown').sort()).toEqual([
    'cluster',
    'extension',
    'name',
    'namespace',
    'workspace',
  ]);
  expect(withStatus(checks, 'pass')).toContain('caller-attach');
  expect(ready).toBe(true);
});

it('fails for a name that is taken, warns of one that may be refused, and knows its own', async () => {
  const { client, configuration } = createEnvironment();
  const { operation } = await client.attach('gpu', configuration);
  await client.wait('gpu', { operation });
  const find = async (name: string, config: AttachConfiguration): Promise<Check | undefined> =>
    (await client.checkAttach(name, config)).checks.find(({ id }) => id === 'name');
  expect(await find('gpu', configure(demoIds.arcId))).toMatchObject({ status: 'fail' });
  expect(await find('gpu', configuration)).toMatchObject({ status: 'pass' });
  expect(await find('a-name-that-is-quite-long', configuration)).toMatchObject({ status: 'warn' });
});

it('fails for an identity that does not exist and for a caller who may not write', async () => {
  const grants = [{ scope: '/', actions: ['*/read'], notActions: [] }];
  const { client } = createEnvironment({ seed: { ...demoSeed, grants } });
  const missing = demoIds.identityId.replace('demo-identity', 'nobody');
  const configuration = KubernetesCompute.attachConfiguration({
    resourceId: demoIds.aksId,
    identityType: 'UserAssigned',
    identityIds: [demoIds.identityId, missing],
  });
  const { checks } = await client.checkAttach('gpu', configuration);
  expect(withStatus(checks, 'fail')).toEqual(['identity', 'caller-attach']);
});

describe('finding clusters', () => {
  it('gives each with its extension and where it is attached', async () => {
    const { client, configuration } = createEnvironment();
    await client.attach('gpu', configuration);
    const { clusters, failures } = await client.findClusters();
    expect(failures).toEqual([]);
    expect(clusters).toMatchObject([
      { cluster: { kind: 'aks', id: demoIds.aksId, powerState: 'Running' }, attachedAs: ['gpu'] },
      { cluster: { kind: 'arc', id: demoIds.arcId, connectivity: 'Connected' }, attachedAs: [] },
    ]);
    expect(clusters[0]?.extension).toMatchObject({ kind: 'read', value: { provisioningState: 'Succeeded' } });
  });

  it('reports a subscription that cannot be read beside the others', async () => {
    const { client, service } = createEnvironment();
    const other = '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60';
    const effect = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;
    service.control.faults.plan({ match: { path: other }, times: 2, effect });
    const { clusters, failures } = await client.findClusters({
      subscriptionIds: [demoIds.subscriptionId, other],
    });
    expect(clusters).toHaveLength(2);
    expect(failures).toMatchObject([
      { subscriptionId: other, kind: 'aks', error: { code: 'forbidden' } },
      { subscriptionId: other, kind: 'arc', error: { code: 'forbidden' } },
    ]);
  });

  it('refuses a subscription id that is none before any request', async () => {
    const { client, requests } = createEnvironment();
    await expect(client.findClusters({ subscriptionIds: ['mine'] })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(requests()).toEqual([]);
  });
});
