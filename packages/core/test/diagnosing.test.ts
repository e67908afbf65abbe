import { demoIds, demoSeed } from '@azureml-kubernetes/testkit';
import { describe, expect, it, vi } from 'vitest';
import { type AttachConfiguration, type Check, KubernetesCompute } from '../src/index.js';
import { createEnvironment } from './environment.js';

function configure(resourceId: string): AttachConfiguration {
  return KubernetesCompute.attachConfiguration({ resourceId, identityType: 'SystemAssigned' });
}

function withStatus(checks: readonly Check[], status: Check['status']): string[] {
  return checks.filter((check) => check.status === status).map(({ id }) => id);
}

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

it('says that it does not know when no rule does, and what to collect', async () => {
  const { client, configuration, service } = createEnvironment();
  const effect = { kind: 'fails', code: 'Mystery', message: 'something else' } as const;
  service.control.faults.plan({ match: { route: 'compute.put' }, effect });
  const { operation } = await client.attach('gpu', configuration);
  await client.wait('gpu', { operation });
  const diagnosis = await client.diagnose('gpu');
  expect(diagnosis).toMatchObject({ verdict: 'unknown', causes: [] });
  expect(diagnosis.collect.join()).toMatch(/of this read: [0-9a-f-]{36}, made at \d{4}-/);
});

it('calls an attach stuck after half an hour, and shows the threshold', async () => {
  const { client, configuration, service, clock } = createEnvironment();
  service.control.faults.plan({ match: { route: 'compute.put' }, effect: { kind: 'stuck' } });
  await client.attach('gpu', configuration);
  expect(await client.diagnose('gpu')).toMatchObject({ verdict: 'under-way', causes: [] });
  await clock.sleep(31 * 60_000);
  const diagnosis = await client.diagnose('gpu');
  expect(diagnosis.causes[0]).toMatchObject({ id: 'stuck', cause: expect.stringMatching(/ 31 .* 30 /) });
  expect(diagnosis).toMatchObject({ verdict: 'explained', stuckAfterMs: 1_800_000 });
  expect(diagnosis.underWayMs).toBeGreaterThanOrEqual(1_860_000);
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
  for (const { status, evidence } of checks) if (status === 'unknown') expect(evidence).not.toBe('');
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
  const missing = demoIds.identityId.replace('demo-identity', 'missing');
  const configuration = KubernetesCompute.attachConfiguration({
    resourceId: demoIds.aksId,
    identityType: 'UserAssigned',
    identityIds: [demoIds.identityId, missing],
  });
  const { checks } = await client.checkAttach('gpu', configuration);
  expect(withStatus(checks, 'fail')).toEqual(['identity-assign', 'identity', 'caller-attach']);
});

describe('the requests', () => {
  it('of all checks run side by side', async () => {
    const { client, service, configuration } = createEnvironment();
    const effect = { kind: 'latency', delayMs: 10_000 } as const;
    service.control.faults.plan({ times: -1, effect });
    const before = service.control.time.now();
    await client.checkAttach('gpu', configuration);
    expect(service.control.time.now() - before).toBeLessThan(25_000);
    expect(service.control.requests.entries()).toHaveLength(7);
  });

  it.each([
    ['demo', ['GET cluster.get 200', 'GET extension.list 200']],
    ['cluster-private', ['GET cluster.get 200', 'GET extension.list 200', 'GET cluster.trusted-access 200']],
  ] as const)('of the checks of a cluster alone are few: %s', async (seed, expected) => {
    const { client, service, requests } = createEnvironment({ seed });
    const [cluster] = service.control.clusters.list();
    const { checks } = await client.checkAttach('gpu', configure(cluster?.id ?? ''), { scope: 'cluster' });
    expect(requests()).toEqual(expected);
    expect(checks.map(({ id }) => id)).toContain('extension-healthy');
    expect(checks.map(({ id }) => id)).not.toContain('kubernetes-version');
  });

  it('of the checks of a workspace tell what the caller may do in it', async () => {
    const { client, requests } = createEnvironment({ seed: 'caller-reader' });
    const { ready, checks } = await client.checkWorkspace();
    expect([ready, withStatus(checks, 'fail')]).toEqual([false, ['caller-attach']]);
    expect(requests().sort()).toEqual(['GET permission.list 200', 'GET workspace.get 200']);
  });
});

it('a check without sign-in fails as a whole, because all would look ready', async () => {
  const credential = { getToken: async () => null };
  const { client, configuration } = createEnvironment({ credential });
  await expect(client.checkAttach('gpu', configuration)).rejects.toMatchObject({ code: 'credential' });
  await expect(client.checkWorkspace()).rejects.toMatchObject({ code: 'credential' });
});

describe('the last operation', () => {
  it('is read for its own error', async () => {
    const { client, service, configuration } = createEnvironment();
    const { faults } = service.control;
    const effect = { kind: 'fails', message: 'the answer was ClusterUnauthorized' } as const;
    faults.plan({ match: { route: 'compute.put' }, effect });
    const { operation } = await client.attach('gpu', configuration);
    await client.wait('gpu', { operation });
    const json = JSON.stringify(await client.getJson('gpu'));
    const silent = json.replace(
      /"provisioningErrors":\[.*?\](?=,"provisioningWarnings")/,
      '"provisioningErrors":null',
    );
    faults.plan({ match: { route: 'compute.get' }, times: 2, effect: { kind: 'text', text: silent } });
    expect((await client.diagnose('gpu')).verdict).toBe('unknown');
    expect((await client.diagnose('gpu', { operation })).causes).toMatchObject([
      { id: 'cluster-unauthorized' },
    ]);
  });

  it('that may not be followed is reported, and hides nothing else', async () => {
    const { client, service } = createEnvironment({ seed: 'caller-resource-scoped' });
    const [cluster] = service.control.clusters.list();
    const { operation } = await client.attach('gpu', configure(cluster?.id ?? ''));
    await client.wait('gpu', { operation });
    const { verdict, causes } = await client.diagnose('gpu', { operation });
    expect([verdict, causes.map(({ id }) => id)]).toEqual(['healthy', ['operation-forbidden']]);
  });

  it('that failed to attach says nothing of a compute that has been attached since', async () => {
    const { client, service, configuration } = createEnvironment();
    const effect = { kind: 'fails', code: 'ClusterUnauthorized', message: 'm' } as const;
    service.control.faults.plan({ match: { route: 'compute.put' }, effect });
    const { operation } = await client.attach('gpu', configuration);
    await client.wait('gpu', { operation });
    const again = await client.attach('gpu', configuration, { replace: true });
    await client.wait('gpu', { operation: again.operation });
    expect((await client.diagnose('gpu', { operation })).verdict).toBe('healthy');
  });

  it.each([
    ['vanished', { kind: 'error', status: 404 }],
    ['out of order', { kind: 'error', status: 500 }],
  ] as const)('that is %s is no reason to fail', async (_what, effect) => {
    const { client, service, configuration } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    service.control.faults.plan({ match: { route: 'operation.status' }, times: -1, effect });
    expect((await client.diagnose('gpu', { operation })).verdict).toBe('under-way');
  });

  it('of another compute, or of another host, is refused before any request', async () => {
    const { client, configuration, requests } = createEnvironment();
    const { operation } = await client.attach('gpu', configuration);
    if (operation === null) throw new Error('no operation');
    const before = requests().length;
    const foreign = { ...operation, url: operation.url.replace('management.azure.com', 'evil.example') };
    await expect(client.diagnose('cpu', { operation })).rejects.toMatchObject({ code: 'workspace-mismatch' });
    await expect(client.diagnose('gpu', { operation: foreign })).rejects.toMatchObject({
      code: 'untrusted-url',
    });
    expect(requests()).toHaveLength(before);
  });
});

describe('what is done before the write', () => {
  it('stops the attach when it fails, with nothing sent but the read of the name', async () => {
    const { client, configuration, requests } = createEnvironment();
    const beforeWrite = async () => {
      throw new Error('not today');
    };
    await expect(client.attach('gpu', configuration, { beforeWrite })).rejects.toThrow('not today');
    expect(requests()).toEqual(['GET compute.get 404']);
  });

  it('is not done when there is nothing to write', async () => {
    const { client, configuration } = createEnvironment();
    const beforeWrite = vi.fn(async () => {});
    const { operation } = await client.attach('gpu', configuration, { beforeWrite });
    await client.wait('gpu', { operation });
    expect((await client.attach('gpu', configuration, { beforeWrite })).kind).toBe('already-attached');
    const other = configure(demoIds.arcId);
    await expect(client.attach('gpu', other, { beforeWrite })).rejects.toMatchObject({ code: 'conflict' });
    expect(beforeWrite).toHaveBeenCalledTimes(1);
  });
});
