import { describe, expect, it } from 'vitest';
import { absent, broken, forbidden, read, SCOPE, workspace } from '../../../test/check-facts.js';
import type { Fact } from '../../domain/fact.js';
import { parseComputeName } from '../../domain/ids/compute-name.js';
import { parseNamespace } from '../../domain/ids/namespace.js';
import {
  parseClusterId,
  parseUserAssignedIdentityId,
  parseWorkspaceId,
} from '../../domain/ids/resource-ids.js';
import type { Permission } from '../../domain/permission.js';
import { BROAD_ROLES, type RoleAssignment, WORKSPACE_ROLES } from '../../domain/role-assignment.js';
import type { WorkspaceFacts } from '../../domain/workspace-facts.js';
import { checkCallerAttach, checkCallerCluster } from './access-checks.js';
import { checkIdentity } from './identity-checks.js';
import { checkName, checkNamespace, checkSubscription } from './place-checks.js';
import { checkWorkspaceRoles } from './role-checks.js';
import { checkWorkspace } from './workspace-checks.js';

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const aksId = parseClusterId(`${SCOPE}/Microsoft.ContainerService/managedClusters/c1`);
const arcId = parseClusterId(`${SCOPE}/Microsoft.Kubernetes/connectedClusters/c1`);
const identityId = parseUserAssignedIdentityId(
  `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`,
);

function statuses(checks: readonly { readonly id: string; readonly status: string }[]): string[] {
  return checks.map(({ id, status }) => `${id}: ${status}`);
}

describe('the workspace', () => {
  const facts: WorkspaceFacts = { location: 'eastus', isPublic: true, identity: { kind: 'system' } };
  const rest = (network: string, name = 'pass') => [
    'workspace: pass',
    `workspace-name: ${name}`,
    `workspace-network: ${network}`,
  ];

  it.each<[Fact<WorkspaceFacts>, string[]]>([
    [read(facts), rest('pass')],
    [read({ ...facts, isPublic: null }), rest('unknown')],
    [read({ ...facts, isPublic: false }), rest('warn')],
    [absent, ['workspace: fail']],
    [forbidden, ['workspace: unknown']],
    [broken, ['workspace: unknown']],
  ])('%j', (fact, expected) => {
    expect(statuses(checkWorkspace(fact, workspace))).toEqual(expected);
  });

  it.each([
    ['ws1-', 'my-rg'],
    ['ws1', 'my-rg-'],
  ])('is warned of where the name %s or the group %s ends in a hyphen', (name, group) => {
    const id = workspace.replace(/ws1$/, name).replace('my-rg', group);
    expect(statuses(checkWorkspace(read(facts), parseWorkspaceId(id)))).toEqual(rest('pass', 'warn'));
  });
});

describe('the roles of the workspace', () => {
  const user = { kind: 'user', id: identityId, principalId: 'p' } as const;
  const holding = (roles: readonly { readonly id: string }[]): Fact<readonly RoleAssignment[]> =>
    read(roles.map(({ id }) => ({ roleId: id, principalId: 'p' })));

  describe.each(['aks', 'arc'] as const)('on %s', (kind) => {
    it.each<[string, Fact<readonly RoleAssignment[]>, string]>([
      ['all of them', holding(WORKSPACE_ROLES[kind]), 'pass'],
      ['all but one', holding(WORKSPACE_ROLES[kind].slice(1)), 'fail'],
      ['none', holding([]), 'fail'],
      ['Contributor instead, which a report shows to be too little', holding(BROAD_ROLES), 'warn'],
      ['what cannot be seen', forbidden, 'unknown'],
      ['what cannot be read', broken, 'unknown'],
      ['roles on no cluster', absent, 'unknown'],
    ])('are %s', (_title, fact, status) => {
      expect(checkWorkspaceRoles(user, fact, kind).status).toBe(status);
    });
  });

  it('name what is lacking: Cluster Admin on AKS, and what goes with Arc', () => {
    const [reader, extensions] = ['Reader', 'Kubernetes Extension Contributor'];
    const fixes = (['aks', 'arc'] as const).map((kind) => checkWorkspaceRoles(user, holding([]), kind).fix);
    expect(fixes).toEqual([
      `Give the identity of the workspace ${reader}, ${extensions}, Azure Kubernetes Service Cluster Admin on the cluster`,
      `Give the identity of the workspace ${reader}, ${extensions} on the cluster, and Azure Relay Owner on the relay`,
    ]);
  });

  it('are given by the attach itself to a system-assigned identity', () => {
    expect(checkWorkspaceRoles({ kind: 'system' }, absent, 'aks').status).toBe('pass');
    expect(checkWorkspaceRoles({ kind: 'none' }, absent, 'aks').status).toBe('unknown');
  });
});

describe('the place', () => {
  const gpu = parseComputeName('gpu');

  it('checks the name', () => {
    expect(checkName(gpu, absent).status).toBe('pass');
    expect(checkName(gpu, read({ kind: 'attach' })).evidence).toContain('free');
    expect(checkName(parseComputeName('gpu-01'), absent).status).toBe('warn');
    expect(checkName(gpu, forbidden).status).toBe('unknown');
    const differences = [{ field: 'namespace', current: 'a', wanted: 'b' }];
    const taken = checkName(gpu, read({ kind: 'conflict', differences, compute: null }));
    expect(taken).toMatchObject({ status: 'fail', evidence: expect.stringContaining('namespace') });
  });

  it.each([
    [null, 'pass'],
    ['default', 'pass'],
    ['ml', 'unknown'],
    ['azureml-ws1', 'warn'],
  ])('says of namespace %s what can be said: %s', (namespace, status) => {
    const check = checkNamespace(namespace === null ? null : parseNamespace(namespace), workspace);
    expect(check.status).toBe(status);
    if (status === 'unknown') expect(check.fix).toContain(`namespace ${namespace}`);
  });

  it.each([
    [aksId, 'pass'],
    [arcId, 'pass'],
    [parseClusterId(aksId.replace(SUBSCRIPTION, SUBSCRIPTION.replace('1', '2'))), 'fail'],
    [parseClusterId(arcId.replace(SUBSCRIPTION, SUBSCRIPTION.replace('1', '2'))), 'fail'],
    [parseClusterId(aksId.toUpperCase()), 'pass'],
  ])('checks the subscription of %s', (cluster, status) => {
    expect(checkSubscription(cluster, workspace).status).toBe(status);
  });
});

describe('access', () => {
  const all = [{ actions: ['*'], notActions: [] }];
  const reader = [{ actions: ['*/read'], notActions: [] }];
  const keeper = [
    { actions: ['*'], notActions: ['Microsoft.MachineLearningServices/workspaces/computes/delete'] },
  ];

  it.each<[Fact<readonly Permission[]>, string]>([
    [read(all), 'pass'],
    [read(keeper), 'warn'],
    [read(reader), 'fail'],
    [read([]), 'fail'],
    [absent, 'fail'],
    [forbidden, 'unknown'],
    [broken, 'unknown'],
  ])('checks who may attach: %j', (fact, status) => {
    expect(checkCallerAttach(fact).status).toBe(status);
  });

  it.each<[Fact<readonly Permission[]>, string, string]>([
    [read(all), 'pass', 'pass'],
    [read(reader), 'warn', 'pass'],
    [read([]), 'warn', 'warn'],
    [absent, 'unknown', 'unknown'],
    [forbidden, 'unknown', 'unknown'],
    [broken, 'unknown', 'unknown'],
  ])('checks who may use the cluster: %j', (fact, onAks, onArc) => {
    expect(checkCallerCluster(fact, 'aks').status).toBe(onAks);
    expect(checkCallerCluster(fact, 'arc').status).toBe(onArc);
  });

  it('names the actions that are lacking', () => {
    const some = [{ actions: ['Microsoft.ContainerService/*'], notActions: [] }];
    expect(checkCallerCluster(read(some), 'aks').evidence).toBe(
      'the caller lacks Microsoft.KubernetesConfiguration/extensions/read',
    );
  });

  it('warns where no identity is asked for', () => {
    expect(statuses(checkIdentity(null, []))).toEqual(['identity: warn']);
    expect(statuses(checkIdentity({ type: 'SystemAssigned' }, []))).toEqual(['identity: pass']);
  });

  it.each<[Fact<unknown>, Fact<readonly Permission[]> | null, string[]]>([
    [read({}), null, ['identity: pass']],
    [read({}), read(all), ['identity: pass', 'identity-assign: pass']],
    [read({}), read(reader), ['identity: pass', 'identity-assign: fail']],
    [read({}), absent, ['identity: pass', 'identity-assign: fail']],
    [read({}), forbidden, ['identity: pass', 'identity-assign: unknown']],
    [absent, read(all), ['identity: fail']],
    [forbidden, broken, ['identity: unknown', 'identity-assign: unknown']],
  ])('checks an identity %j with the rights %j', (resource, caller, expected) => {
    const identity = { type: 'UserAssigned', ids: [identityId] } as const;
    expect(statuses(checkIdentity(identity, [{ id: identityId, resource, caller }]))).toEqual(expected);
  });

  it('tells that the service uses the first of several identities only', () => {
    const one = { id: identityId, resource: read({}), caller: null };
    const identity = { type: 'UserAssigned', ids: [identityId, identityId] } as const;
    expect(statuses(checkIdentity(identity, [one, one]))).toEqual(['identity: pass', 'identity: warn']);
  });
});
