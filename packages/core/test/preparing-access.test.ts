import { describe, expect, it } from 'vitest';
import { AKS, ArmDouble, IDENTITY, PRINCIPAL, SUBSCRIPTION, WORKSPACE } from './arm-double.js';
import { CLOSED, statesOf, stepIn, withExtension } from './preparing-steps.js';

describe('a missing right', () => {
  it('blocks its own step alone, before anything is sent, and names who can help', async () => {
    const actions = [
      '*/read',
      'Microsoft.KubernetesConfiguration/*',
      'Microsoft.ContainerService/*/register/action',
    ];
    const arm = new ArmDouble({ actions, cluster: CLOSED });
    const { kind, plan } = await arm.client().prepare({ resourceId: AKS });
    expect(kind).toBe('blocked');
    expect(statesOf(plan)).toMatchObject({
      providers: 'blocked',
      extension: 'needed',
      'trusted-access': 'blocked',
    });
    expect(stepIn(plan, 'providers').fix).toContain(`User Access Administrator of ${SUBSCRIPTION}`);
    expect(stepIn(plan, 'providers').summary).toContain('Microsoft.MachineLearningServices/register/action');
    expect(arm.writes()).toEqual([]);
  });

  it('that shows only at the write blocks the step just so', async () => {
    const strike = (_: number, { method }: { readonly method: string }) => (method === 'PUT' ? 403 : null);
    const arm = new ArmDouble({ registered: true, strike });
    const { plan } = await arm.client().prepare({ resourceId: AKS });
    expect(stepIn(plan, 'extension')).toMatchObject({
      state: 'blocked',
      summary: expect.stringContaining('the caller lacks'),
      untrusted: 'Struck: struck',
    });
  });
});

describe('the roles of a user-assigned identity', () => {
  const arm = () => new ArmDouble({ registered: true, userIdentity: true });

  it('are left to a person unless the caller asks for them', async () => {
    const double = arm();
    const { kind, plan } = await double.client().prepare({ resourceId: AKS });
    expect(kind).toBe('blocked');
    expect(stepIn(plan, 'roles')).toMatchObject({
      state: 'by-hand',
      command: expect.stringContaining(PRINCIPAL),
    });
    expect(stepIn(plan, 'roles').undo).toContain('az role assignment delete');
    expect(double.writes().filter((line) => line.includes('roleAssignments'))).toEqual([]);
  });

  it('are given once each, on the cluster, never above it, and never as Owner', async () => {
    const double = arm();
    await double.client().prepare({ resourceId: AKS, grantRoles: true });
    const bodies = double.bodies.filter((body) => body.includes('roleDefinitionId'));
    expect(bodies).toHaveLength(3);
    expect(bodies.join()).not.toContain('8e3af657-a8ff-443c-a75c-2fe8c4bcb635');
    for (const body of bodies)
      expect(JSON.parse(body)).toMatchObject({ properties: { principalType: 'ServicePrincipal' } });
  });

  it('that exist under another id count as given', async () => {
    const double = new ArmDouble({
      registered: true,
      userIdentity: true,
      refuse: ({ method, url }) =>
        method === 'PUT' && url.includes('roleAssignments') ? [409, 'RoleAssignmentExists'] : null,
    });
    const { plan } = await double.client().prepare({ resourceId: AKS, grantRoles: true });
    expect(stepIn(plan, 'roles').state).toBe('done');
  });

  it('wait for a principal that is new to the tenant', async () => {
    let tries = 0;
    const double = new ArmDouble({
      registered: true,
      userIdentity: true,
      refuse: ({ method, url }) => {
        if (method !== 'PUT' || !url.includes('roleAssignments')) return null;
        tries += 1;
        return tries < 4 ? [400, 'PrincipalNotFound'] : null;
      },
    });
    const { plan } = await double.client().prepare({ resourceId: AKS, grantRoles: true });
    expect(stepIn(plan, 'roles').state).toBe('done');
  });

  it('are not given to a principal that cannot be read from its identity', async () => {
    const double = arm();
    double.put(IDENTITY, { id: IDENTITY, properties: {} });
    const { plan } = await double.client().prepare({ resourceId: AKS, grantRoles: true });
    expect(stepIn(plan, 'roles').state).toBe('unknown');
  });

  it('are blocked where the workspace has no identity', async () => {
    const double = arm();
    double.put(WORKSPACE, { id: WORKSPACE, location: 'eastus', properties: {} });
    const { plan } = await double
      .client()
      .planPreparation({ resourceId: AKS })
      .then((given) => ({ plan: given }));
    expect(stepIn(plan, 'roles').state).toBe('blocked');
  });
});

describe('trusted access', () => {
  const path = `${AKS}/trustedAccessRoleBindings`;
  const bind = (arm: ArmDouble, name: string, properties: object) => {
    arm.put(`${path}/${name}`, {
      name,
      properties: { provisioningState: 'Succeeded', roles: [], sourceResourceId: '/other', ...properties },
    });
  };
  const world = () => withExtension({}, { cluster: CLOSED });

  it('is left alone where the workspace has it, whatever the casing', async () => {
    const arm = world();
    bind(arm, 'theirs', {
      sourceResourceId: WORKSPACE.toUpperCase(),
      roles: ['microsoft.machinelearningservices/workspaces/MLWORKLOAD'],
    });
    expect((await arm.client().prepare({ resourceId: AKS })).kind).toBe('prepared');
    expect(arm.writes()).toEqual([]);
  });

  it('adds its role to a binding of the workspace, under the same name', async () => {
    const arm = world();
    bind(arm, 'theirs', { sourceResourceId: WORKSPACE, roles: ['a/b'] });
    await arm.client().prepare({ resourceId: AKS });
    expect(arm.writes()).toEqual([expect.stringMatching(/trustedAccessRoleBindings\/theirs$/)]);
    expect(JSON.parse(arm.bodies[0] ?? '')).toMatchObject({
      properties: { roles: ['a/b', 'Microsoft.MachineLearningServices/workspaces/mlworkload'] },
    });
  });

  it('never overwrites a binding of another workspace', async () => {
    const arm = world();
    const { plan } = await arm
      .client()
      .planPreparation({ resourceId: AKS })
      .then((given) => ({ plan: given }));
    const name = stepIn(plan, 'trusted-access').changes[0]?.id.split('/').at(-1) ?? '';
    bind(arm, name, {});
    await arm.client().prepare({ resourceId: AKS });
    expect(arm.writes()).toEqual([expect.stringMatching(/trustedAccessRoleBindings\/aml-[0-9a-f]{18}-2$/)]);
  });

  it.each([
    ['done', { trustedAccess: 'never' as const }, () => {}],
    [
      'blocked',
      {},
      (arm: ArmDouble) => {
        for (let count = 0; count < 8; count += 1) bind(arm, `b${count}`, {});
      },
    ],
    [
      'blocked',
      {},
      (arm: ArmDouble) =>
        bind(arm, 'x', {
          sourceResourceId: WORKSPACE,
          roles: ['Microsoft.MachineLearningServices/workspaces/mlworkload'],
          provisioningState: 'Failed',
        }),
    ],
    [
      'under-way',
      {},
      (arm: ArmDouble) =>
        bind(arm, 'x', {
          sourceResourceId: WORKSPACE,
          roles: ['Microsoft.MachineLearningServices/workspaces/mlworkload'],
          provisioningState: 'Deleting',
        }),
    ],
  ] as const)('is %s with %j', async (state, target, change) => {
    const arm = world();
    change(arm);
    const plan = await arm.client().planPreparation({ resourceId: AKS, ...target });
    expect(stepIn(plan, 'trusted-access').state).toBe(state);
  });
});
