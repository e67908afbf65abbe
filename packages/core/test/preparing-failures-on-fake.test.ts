import { demoIds, type FakeComputeService } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { createEnvironment, type Environment } from './environment.js';
import { stepIn } from './preparing-steps.js';

const resourceId = demoIds.aksId.replace('demo-aks', 'c1');
type ClusterUpdate = Parameters<FakeComputeService['control']['clusters']['change']>[1];

function world(change: ClusterUpdate): Environment {
  const created = createEnvironment({ seed: 'cluster-bare' });
  created.service.control.clusters.change(resourceId, change);
  return created;
}

describe('a failed installation', () => {
  it.each([
    ['registration', 'provider-unregistered'],
    ['registration-rights', 'install-forbidden'],
    ['version', 'install-version'],
    ['chart', 'install-chart-missing'],
    ['rendering', 'install-rendering'],
    ['scope-rights', 'install-scope'],
    ['admission-policy', 'install-policy'],
    ['admission-race', 'install-webhook'],
    ['ownership-volcano', 'install-ownership'],
    ['name-taken', 'install-name-taken'],
    ['busy', 'install-busy'],
    ['namespace-ending', 'install-terminating'],
    ['readiness', 'install-timed-out'],
    ['agent', 'install-agents-offline'],
    ['region', 'install-region'],
    ['trust', 'install-trust'],
    ['unknown', 'install-unknown'],
    ['E40002', 'healthcheck-nodes'],
    ['E45003', 'healthcheck-network'],
  ] as const)(
    'by %s is explained as %s, and healed by a second try that is asked for',
    async (installFailure, cause) => {
      const { client, service } = world({ installFailure });
      const first = await client.prepare({ resourceId });
      expect(first.kind).toBe('failed');
      expect(stepIn(first.plan, 'extension').failure).toMatchObject({ cause });
      service.control.clusters.change(resourceId, { installFailure: null });
      expect((await client.prepare({ resourceId })).kind, 'without being asked').toBe('failed');
      expect((await client.prepare({ resourceId }, { steps: ['extension'] })).kind).toBe('prepared');
    },
  );
});

describe('a bare cluster is prepared', () => {
  const clusters = [
    ['cluster-bare', 'prepared'],
    ['cluster-bare-arc', 'blocked'],
  ] as const;
  const modes = [
    { registration: 'late-failure' },
    { extensionPutExisting: 'conflict' },
    { extensionWhileBusy: 'accept' },
    { extensionIdentity: 'stays' },
    { hiddenSettings: 'optional' },
    { extensionTypes: 'not-found' },
    { stateCase: 'lower' },
    { relayPut: 'created' },
    { relayPut: 'accepted' },
    { runCommandFailure: 'failed-result' },
  ] as const;

  it.each(modes)('whatever Azure really does (%j)', async (mode) => {
    for (const [seed, end] of clusters) {
      const arcId = demoIds.arcId.replace('demo-arc', 'c1');
      const target = {
        resourceId: seed === 'cluster-bare' ? resourceId : arcId,
        namespace: 'ml-team',
        createNamespace: true,
      };
      const { client } = createEnvironment({ seed, modes: mode });
      expect((await client.prepare(target, { inCluster: 'write' })).kind, seed).toBe(end);
    }
  });

  it.each([{ trustedAccess: 'silent' }, { trustedAccessNotFound: 'flat' }] as const)(
    'through trusted access where it is closed (%j)',
    async (mode) => {
      const { client, service } = createEnvironment({ seed: 'cluster-bare', modes: mode });
      service.control.clusters.change(resourceId, { privateCluster: true });
      const outcome = await client.prepare({ resourceId });
      expect(outcome.kind).toBe('prepared');
      const bindings = service.control.requests
        .entries()
        .filter(({ method, path }) => method === 'PUT' && path.includes('trustedAccess'));
      expect(bindings).toHaveLength(1);
    },
  );

  it('no further where its installation fails and leaves nothing behind, which is told and not tried twice', async () => {
    const created = createEnvironment({ seed: 'cluster-bare', modes: { extensionAfterFailure: 'gone' } });
    created.service.control.clusters.change(resourceId, { installFailure: 'chart' });
    const outcome = await created.client.prepare({ resourceId });
    expect(outcome.kind).toBe('failed');
    expect(stepIn(outcome.plan, 'extension').failure).toMatchObject({ cause: 'install-chart-missing' });
    expect(created.requests().filter((line) => line.startsWith('PUT extension.put'))).toHaveLength(1);
  });
});

it.each([
  ['not-started', 'not-started'],
  ['policy', 'policy'],
  ['never-ran', 'lost'],
  ['image-pull', 'not-run'],
  ['forbidden', 'forbidden-in-cluster'],
] as const)('a command that is %s in the fake is refused as %s', async (commandTrouble, reason) => {
  const { client } = world({ commandTrouble });
  const { namespaces } = await client.inspectCluster(resourceId, { include: ['namespaces'] });
  expect(namespaces).toMatchObject({ kind: 'refused', refusal: { reason } });
  const plan = await client.planPreparation(
    { resourceId, namespace: 'ml-team', createNamespace: true },
    { inCluster: 'write' },
  );
  expect(stepIn(plan, 'namespace').state).toBe('by-hand');
});

it('a cluster of the fake shows all that is inside it', async () => {
  const { client } = world({ waitingPods: {} });
  await client.prepare({ resourceId });
  const evidence = await client.inspectCluster(resourceId);
  const { resourceId: id, takenAt, ...sections } = evidence;
  expect([id, takenAt]).toEqual([resourceId, expect.stringMatching(/Z$/)]);
  expect(Object.values(sections).map(({ kind }) => kind)).toEqual(Array.from({ length: 7 }, () => 'read'));
});
