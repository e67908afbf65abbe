import { describe, expect, it } from 'vitest';
import { AKS } from './arm-double.js';
import { everything, small, stepIn, withExtension } from './preparing-steps.js';

describe('the steps in the cluster', () => {
  const target = { resourceId: AKS, namespace: 'ml' };

  it.each([
    ['unknown', target, 'off'],
    ['by-hand', { ...target, createNamespace: true }, 'off'],
    ['by-hand', { ...target, createNamespace: true }, 'read'],
    ['by-hand', target, 'write'],
    ['done', { ...target, createNamespace: true }, 'write'],
    ['done', { resourceId: AKS }, 'off'],
  ] as const)('leave the namespace %s for %j with in-cluster %s', async (state, wanted, inCluster) => {
    const arm = withExtension({});
    const { plan } = await arm.client().prepare(wanted, { inCluster });
    expect(stepIn(plan, 'namespace').state).toBe(state);
  });

  it('leave a cluster prepared where the namespace is not to be looked for', async () => {
    expect((await withExtension({}).client().prepare(target)).kind).toBe('prepared');
  });

  it('wait for a namespace that is being removed to be gone', async () => {
    const arm = withExtension({});
    arm.namespaces.add('ml\tTerminating\nx');
    const plan = await arm.client().planPreparation(target, { inCluster: 'read' });
    expect(stepIn(plan, 'namespace').state).toBe('blocked');
  });

  it.each([
    [{ apiServerAccessProfile: { disableRunCommand: true } }, 'switched off'],
    [{ aadProfile: { managed: true } }, 'Microsoft Entra'],
    [{ powerState: { code: 'Stopped' } }, 'stopped'],
  ])('are by hand in a cluster with %j', async (cluster, words) => {
    const arm = withExtension({}, { cluster });
    const plan = await arm.client().planPreparation({ ...everything }, { inCluster: 'write' });
    expect(stepIn(plan, 'namespace')).toMatchObject({
      state: 'by-hand',
      summary: expect.stringContaining(words),
    });
    expect(arm.writes()).toEqual([]);
  });

  it('change an instance type that differs, as a dangerous change of its own', async () => {
    const arm = withExtension({});
    const amounts = { cpu: '1', memory: '2Gi' };
    arm.instanceTypes.set('small', {
      metadata: { name: 'small' },
      spec: { resources: { requests: amounts, limits: amounts } },
    });
    const wanted = { resourceId: AKS, instanceTypes: { small } };
    const plan = await arm.client().planPreparation(wanted, { inCluster: 'write' });
    expect(stepIn(plan, 'instance-types').changes).toMatchObject([
      { id: 'instance-types/change/small', danger: expect.any(String) },
    ]);
    expect((await arm.client().prepare(wanted, { inCluster: 'write' })).kind).toBe('prepared');
  });

  it.each([
    ['warn of an instance type that no node has room for', '500m', true],
    ['do not warn of one that fits', '4', false],
  ])('%s', async (_name, cpu, isWarned) => {
    const node = `n1\t{"cpu":"${cpu}","memory":"16Gi"}\t{}\t[]\t\tTrue`;
    const arm = withExtension({}, { outputs: { 'kubectl get nodes': node } });
    const wanted = { resourceId: AKS, instanceTypes: { small } };
    const plan = await arm.client().planPreparation(wanted, { inCluster: 'read' });
    const warnings = ['no node fits instance type small now: its jobs wait until one is added'];
    expect(stepIn(plan, 'instance-types').warnings).toEqual(isWarned ? warnings : []);
    expect(arm.writes().filter((line) => line.startsWith('RUN kubectl get nodes'))).toHaveLength(1);
  });

  it('need rights that are asked for before a command is sent', async () => {
    const arm = withExtension({}, { actions: ['*/read'] });
    const plan = await arm
      .client()
      .planPreparation({ ...target, createNamespace: true }, { inCluster: 'write' });
    expect(stepIn(plan, 'namespace')).toMatchObject({
      state: 'blocked',
      summary: expect.stringContaining('runCommand/action'),
    });
  });
});
