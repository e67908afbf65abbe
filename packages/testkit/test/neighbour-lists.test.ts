import { describe, expect, it } from 'vitest';
import { demoIds } from '../src/seed/demo-seed.js';
import { openSession } from './session.js';

const subscription = `/subscriptions/${demoIds.subscriptionId}`;
const userIdentity = { systemIdentity: false, userIdentities: [demoIds.identityId] };

function roleNames(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/roleDefinitions\/([0-9a-f]{4})/g)].map(
    ([, start = '']) => start,
  );
}

describe('the Kubernetes versions of a region', () => {
  it('are listed with their support plans', async () => {
    const { call } = openSession();
    const target = `${subscription}/providers/Microsoft.ContainerService/locations/eastus/kubernetesVersions`;
    const { status, json } = await call('GET', `${target}?api-version=2024-09-01`);
    expect(status).toBe(200);
    expect(json['values']).toContainEqual(
      expect.objectContaining({
        version: '1.31',
        capabilities: { supportPlan: ['KubernetesOfficial', 'AKSLongTermSupport'] },
      }),
    );
  });
});

describe('Trusted Access', () => {
  const target = `${demoIds.aksId}/trustedAccessRoleBindings?api-version=2024-09-01`;

  it('is listed for each workspace that has it', async () => {
    const { call, service } = openSession();
    expect((await call('GET', target)).json).toEqual({ value: [] });
    service.control.clusters.change(demoIds.aksId, { trustedWorkspaces: [demoIds.workspaceId] });
    expect((await call('GET', target)).json['value']).toMatchObject([
      { properties: { sourceResourceId: demoIds.workspaceId, provisioningState: 'Succeeded' } },
    ]);
  });

  it('belongs to a cluster', async () => {
    const { call } = openSession();
    expect((await call('GET', target.replace('demo-aks', 'ghost'))).status).toBe(404);
  });

  it.each([
    ['a private API server', { privateCluster: true }, 'ClusterNotReachable'],
    ['authorized ranges', { authorizedIpRanges: ['203.0.113.0/24'] }, 'ClusterNotReachable'],
    ['no local accounts', { localAccountsDisabled: true }, 'GenericClusterError'],
  ])('decides about %s', async (_, change, code) => {
    const { attach, clock, service } = openSession();
    const { clusters, computes } = service.control;
    clusters.change(demoIds.aksId, change);
    await attach('closed');
    clusters.change(demoIds.aksId, { trustedWorkspaces: [demoIds.workspaceId.toUpperCase()] });
    await attach('open');
    await clock.advance(3000);
    expect(JSON.stringify(computes.get('closed').provisioningErrors)).toContain(code);
    expect(computes.get('open').provisioningState).toBe('Succeeded');
  });
});

describe('the roles of the workspace', () => {
  const list = `${demoIds.aksId}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`;

  function open() {
    const session = openSession();
    const workspace = session.service.control.workspaces.add({
      subscriptionId: demoIds.subscriptionId,
      resourceGroup: demoIds.resourceGroup,
      name: 'other-ws',
      ...userIdentity,
    });
    const [identity] = session.service.control.identities.list();
    const filter = `&$filter=principalId eq '${identity?.principalId}'`;
    return { ...session, workspace, filter };
  }

  it('are listed for its user-assigned identity, and for no one else', async () => {
    const { call, filter, service } = open();
    expect(roleNames((await call('GET', list + filter)).json)).toEqual(['acdd', '85cb', '0ab0']);
    expect(
      roleNames((await call('GET', list + filter.replace(/principalId eq ('.*')/, 'assignedTo($1)'))).json),
    ).toHaveLength(3);
    expect(roleNames((await call('GET', list)).json)).toHaveLength(3);
    expect((await call('GET', `${list}&$filter=principalId eq '${demoIds.subscriptionId}'`)).json).toEqual({
      value: [],
    });
    service.control.clusters.change(demoIds.aksId, { missingRoles: ['cluster-admin'] });
    expect(roleNames((await call('GET', list + filter)).json)).toEqual(['acdd', '85cb']);
    expect((await call('GET', list.replace('demo-aks', 'ghost'))).json).toEqual({ value: [] });
    const onArc = list.replace(demoIds.aksId, demoIds.arcId);
    expect(roleNames((await call('GET', onArc + filter)).json)).toEqual(['acdd', '85cb']);
  });

  it('take no other filter', async () => {
    const { call } = open();
    expect((await call('GET', `${list}&$filter=roleDefinitionId eq 'x'`)).status).toBe(400);
  });

  it('refuse the PUT of a workspace with a user-assigned identity alone when there are none', async () => {
    const { call, service, workspace } = open();
    service.control.clusters.change(demoIds.aksId, { workspaceAccess: false });
    const body = { properties: { computeType: 'Kubernetes', resourceId: demoIds.aksId } };
    const refused = await call('PUT', `${workspace.id}/computes/gpu`, { body });
    expect([refused.status, JSON.stringify(refused.json)]).toEqual([
      400,
      expect.stringContaining('role check'),
    ]);
    const { json } = await call('GET', workspace.id);
    expect(json).toMatchObject({
      identity: { type: 'UserAssigned' },
      properties: { primaryUserAssignedIdentity: demoIds.identityId },
    });
  });

  it('show each by its own symptom when they are missing', async () => {
    const { attach, clock, service } = openSession();
    service.control.clusters.change(demoIds.aksId, { missingRoles: ['extension-contributor'] });
    await attach('blind');
    service.control.clusters.change(demoIds.aksId, { missingRoles: ['cluster-admin'] });
    await attach('weak');
    await clock.advance(3000);
    const errorsOf = (name: string) => JSON.stringify(service.control.computes.get(name).provisioningErrors);
    expect(errorsOf('blind')).toContain('not installed');
    expect(errorsOf('weak')).toContain('Forbidden');
  });
});

it('pages clusters', async () => {
  const { call, service } = openSession({ modes: { pageSize: 1 } });
  const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };
  service.control.clusters.remove(demoIds.bareId);
  service.control.clusters.add({ ...place, kind: 'aks', name: 'second' });
  const target = `${subscription}/providers/Microsoft.ContainerService/managedClusters?api-version=2024-09-01`;
  const first = await call('GET', target);
  expect(first.json['value']).toMatchObject([{ name: 'demo-aks' }]);
  const second = await call('GET', String(first.json['nextLink']));
  expect(second.json).toMatchObject({ value: [{ name: 'second' }] });
  expect(second.json).not.toHaveProperty('nextLink');
});

describe('an operation that is under way from the start', () => {
  it.each([
    ['attach', 'Creating'],
    ['detach', 'Deleting'],
  ] as const)('%s never ends, and began when the seed says', async (kind, state) => {
    const { call, compute, service, clock } = openSession();
    const now = clock.now();
    service.control.computes.add({
      name: 'gpu',
      resourceId: demoIds.aksId,
      underWay: { kind, sinceMs: 7_200_000 },
    });
    await clock.advance(86_400_000);
    const { json } = await call('GET', compute('gpu'));
    const modifiedOn = new Date(now - 7_200_000).toISOString().slice(0, 19);
    expect(json['properties']).toMatchObject({
      provisioningState: state,
      modifiedOn: expect.stringContaining(modifiedOn),
    });
    expect(
      (await call('DELETE', `${compute('gpu')}?api-version=2024-04-01&underlyingResourceAction=Detach`))
        .status,
    ).toBe(409);
  });
});
