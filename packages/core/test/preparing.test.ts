import { describe, expect, it } from 'vitest';
import type { PrepareTargetInput, StepId, StepState } from '../src/index.js';
import { AKS, ARC, ArmDouble, PLANTED } from './arm-double.js';

const instanceTypes = {
  small: { resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } } },
};
const everything: PrepareTargetInput = {
  resourceId: AKS,
  namespace: 'ml',
  createNamespace: true,
  grantRoles: true,
  instanceTypes,
};

function statesOf(steps: readonly { readonly id: StepId; readonly state: StepState }[]) {
  return Object.fromEntries(steps.map(({ id, state }) => [id, state]));
}

describe('planPreparation', () => {
  it('says what a bare cluster lacks, and changes nothing', async () => {
    const arm = new ArmDouble();
    const plan = await arm.client().planPreparation(everything);
    expect(statesOf(plan.steps)).toEqual({
      providers: 'needed',
      relay: 'done',
      extension: 'needed',
      'trusted-access': 'done',
      roles: 'done',
      namespace: 'by-hand',
      'instance-types': 'by-hand',
    });
    expect(arm.writes()).toEqual([]);
    expect(plan.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await arm.client().planPreparation(everything)).fingerprint).toBe(plan.fingerprint);
  });
});

describe('prepare', () => {
  it('takes a bare AKS cluster to prepared, with one write a change', async () => {
    const arm = new ArmDouble({ userIdentity: true, cluster: { disableLocalAccounts: true } });
    const outcome = await arm.client().prepare(everything, { inCluster: 'write' });
    expect(statesOf(outcome.plan.steps)).toEqual({
      providers: 'done',
      relay: 'done',
      extension: 'done',
      'trusted-access': 'done',
      roles: 'done',
      namespace: 'done',
      'instance-types': 'done',
    });
    expect(outcome.kind).toBe('prepared');
    const counts = new Map<string, number>();
    for (const line of arm.writes()) counts.set(line, (counts.get(line) ?? 0) + 1);
    expect(
      [...counts].filter(([line, count]) => count > 1 && !/runCommand|RUN kubectl get/.test(line)),
    ).toEqual([]);
    expect(arm.namespaces.has('ml')).toBe(true);
    expect([...arm.instanceTypes.keys()]).toEqual(['small']);
    const again = await arm.client().planPreparation(everything, { inCluster: 'read' });
    expect(again.steps.filter(({ state }) => state !== 'done')).toEqual([]);
  });

  it('takes a bare Arc cluster to its steps by hand, and keeps the keys of the Relay to itself', async () => {
    const arm = new ArmDouble();
    const outcome = await arm.client().prepare({ ...everything, resourceId: ARC }, { inCluster: 'write' });
    expect(statesOf(outcome.plan.steps)).toMatchObject({
      providers: 'done',
      relay: 'done',
      extension: 'done',
      namespace: 'by-hand',
      'instance-types': 'by-hand',
    });
    expect(outcome.kind).toBe('blocked');
    expect(arm.bodies.filter((body) => body.includes(PLANTED))).toHaveLength(1);
    expect(JSON.stringify(outcome)).not.toContain(PLANTED);
  });
});
