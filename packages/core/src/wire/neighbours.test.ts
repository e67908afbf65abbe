import { describe, expect, it } from 'vitest';
import { decodePermission } from './access/decode-permission.js';
import { decodeRoleAssignment } from './access/decode-role-assignment.js';
import { decodeCluster } from './clusters/decode-cluster.js';
import { decodeKubernetesVersions } from './clusters/decode-kubernetes-versions.js';
import { decodeTrustedAccess } from './clusters/decode-trusted-access.js';
import { decodeWorkspace, decodeWorkspaceId } from './decode-workspace.js';
import { decodeExtension } from './extensions/decode-extension.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const aks = { id: `${SCOPE}/Microsoft.ContainerService/managedClusters/c1`, name: 'c1', location: 'eastus' };
const arc = { id: `${SCOPE}/Microsoft.Kubernetes/connectedClusters/c1`, name: 'c1', location: 'eastus' };

describe('decodeCluster', () => {
  it('reads AKS, with nothing said and with everything said', () => {
    expect(decodeCluster({ ...aks, properties: {} })).toEqual({
      ...aks,
      kind: 'aks',
      kubernetesVersion: null,
      provisioningState: null,
      powerState: null,
      isPrivate: false,
      hasAuthorizedRanges: false,
      localAccountsDisabled: false,
      usesServicePrincipal: false,
    });
    const properties = {
      provisioningState: 'Succeeded',
      kubernetesVersion: '1.30',
      currentKubernetesVersion: '1.30.4',
      powerState: { code: 'Stopped' },
      disableLocalAccounts: true,
      apiServerAccessProfile: { enablePrivateCluster: true, authorizedIPRanges: ['10.0.0.0/8'] },
      servicePrincipalProfile: { clientId: '11111111-2222-3333-4444-555555555555' },
    };
    expect(decodeCluster({ ...aks, properties })).toMatchObject({
      kubernetesVersion: '1.30.4',
      powerState: 'Stopped',
      isPrivate: true,
      hasAuthorizedRanges: true,
      localAccountsDisabled: true,
      usesServicePrincipal: true,
    });
  });

  it('reads Arc', () => {
    const properties = {
      connectivityStatus: 'Offline',
      distribution: 'k3s',
      kubernetesVersion: '1.29.1',
      provisioningState: 'Succeeded',
    };
    expect(decodeCluster({ ...arc, properties })).toMatchObject({
      kind: 'arc',
      connectivity: 'Offline',
      distribution: 'k3s',
    });
    expect(decodeCluster({ ...arc, properties: {} })).toMatchObject({
      connectivity: null,
      distribution: null,
      kubernetesVersion: null,
    });
  });

  it.each([
    null,
    {},
    { ...aks, id: 'x', properties: {} },
    { ...aks, properties: { powerState: 'Running' } },
    { ...arc, properties: { connectivityStatus: 7 } },
  ])('is null for %j', (value) => {
    expect(decodeCluster(value)).toBeNull();
  });
});

describe('decodeExtension', () => {
  const properties = { extensionType: 'Microsoft.AzureML.Kubernetes' };

  it('finds the Azure Machine Learning extension by its type, in any casing', () => {
    expect(decodeExtension({ name: 'mine', properties })).toEqual({
      name: 'mine',
      provisioningState: null,
      version: null,
      releaseTrain: null,
      upgradesItself: null,
      scope: { kind: 'unknown' },
      trainingEnabled: false,
      inferenceEnabled: false,
      problems: [],
    });
    expect(decodeExtension({ name: 'flux', properties: { extensionType: 'microsoft.flux' } })).toBeNull();
    expect(decodeExtension({})).toBeNull();
  });

  it.each<[string, unknown, object]>([
    [
      'the cluster',
      { cluster: { releaseNamespace: 'x' }, namespace: null },
      { kind: 'cluster', namespace: 'x' },
    ],
    ['the cluster, without a namespace', { cluster: {} }, { kind: 'cluster', namespace: null }],
    ['a namespace', { cluster: null, namespace: { targetNamespace: 'x' } }, { kind: 'namespace' }],
    ['nothing', null, { kind: 'unknown' }],
    ['something else', 'cluster', { kind: 'unknown' }],
  ])('reads the scope of %s', (_title, scope, expected) => {
    expect(decodeExtension({ name: 'mine', properties: { ...properties, scope } })?.scope).toEqual(expected);
  });

  it('reads its settings and what it says of itself, redacted', () => {
    const full = {
      ...properties,
      provisioningState: 'Failed',
      version: '1.1.0',
      currentVersion: '1.1.50',
      releaseTrain: 'stable',
      configurationSettings: { enableTraining: 'True', enableInference: true },
      autoUpgradeMinorVersion: false,
      scope: { cluster: { releaseNamespace: 'azureml' } },
      statuses: [
        { code: 'Installed', level: 'Information', message: 'all is well' },
        { code: 'InstallationFailed', level: 'Error', displayStatus: 'Helm failed' },
        { message: 'pods are not ready' },
        { code: 'X' },
      ],
      errorInfo: {
        code: 'Outer',
        message: 'in general',
        details: [{ code: 'Inner', message: 'with Bearer abcdefgh' }],
      },
    };
    expect(decodeExtension({ name: 'mine', properties: full })).toEqual({
      name: 'mine',
      provisioningState: 'Failed',
      version: '1.1.50',
      releaseTrain: 'stable',
      upgradesItself: false,
      scope: { kind: 'cluster', namespace: 'azureml' },
      trainingEnabled: true,
      inferenceEnabled: true,
      problems: [
        { code: 'Inner', message: 'with Bearer [redacted]' },
        { code: 'InstallationFailed', message: 'Helm failed' },
        { code: null, message: 'pods are not ready' },
        { code: 'X', message: 'X' },
      ],
    });
  });

  it('reads on when what it says of itself has another shape', () => {
    expect(
      decodeExtension({ name: 'mine', properties: { ...properties, statuses: 'x', errorInfo: 7 } })?.problems,
    ).toEqual([]);
  });
});

it('reads permissions, and nothing else', () => {
  expect(decodePermission({ actions: ['*'] })).toEqual({ actions: ['*'], notActions: [] });
  expect(decodePermission({ actions: '*' })).toBeNull();
});

describe('decodeWorkspace', () => {
  const ids = ['/a', '/b'].map((name) => `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities${name}`);
  const [first = '', second = ''] = ids;
  const userAssignedIdentities = { [first]: { principalId: 'p1' }, [second]: {} };

  it('reads where it is and whether it is public', () => {
    expect(decodeWorkspace({ location: 'eastus' })).toEqual({
      location: 'eastus',
      isPublic: null,
      identity: { kind: 'none' },
    });
    expect(
      decodeWorkspace({ location: 'eastus', properties: { publicNetworkAccess: 'disabled' } }),
    ).toMatchObject({ isPublic: false });
    expect(decodeWorkspace({ location: '' })).toBeNull();
  });

  it.each([
    [{ type: 'SystemAssigned' }, undefined, { kind: 'system' }],
    [{ type: 'SystemAssigned,UserAssigned', userAssignedIdentities }, undefined, { kind: 'system' }],
    [
      { type: 'UserAssigned', userAssignedIdentities },
      undefined,
      { kind: 'user', id: first, principalId: 'p1' },
    ],
    [
      { type: 'UserAssigned', userAssignedIdentities },
      second.toUpperCase(),
      { kind: 'user', id: second, principalId: null },
    ],
    [{ type: 'None' }, undefined, { kind: 'none' }],
    ['x', undefined, { kind: 'none' }],
  ])('reads the identity %j with the primary one %s', (identity, primaryUserAssignedIdentity, expected) => {
    const value = { location: 'eastus', identity, properties: { primaryUserAssignedIdentity } };
    expect(decodeWorkspace(value)?.identity).toEqual(expected);
  });

  it('finds workspaces in a list', () => {
    const id = `${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1`;
    expect(decodeWorkspaceId({ id, name: 'ws1' })).toBe(id);
    for (const value of [null, {}, { id: first }]) expect(decodeWorkspaceId(value)).toBeNull();
  });
});

it('reads role assignments, and nothing else', () => {
  const roleDefinitionId = '/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/ACDD72A7-0';
  expect(decodeRoleAssignment({ properties: { roleDefinitionId, principalId: 'p' } })).toEqual({
    roleId: 'acdd72a7-0',
    principalId: 'p',
  });
  expect(decodeRoleAssignment({ properties: { principalId: 'p' } })).toBeNull();
});

it('reads Trusted Access bindings, and nothing else', () => {
  const properties = { sourceResourceId: '/x', roles: ['r'] };
  expect(decodeTrustedAccess({ properties })).toEqual({
    sourceId: '/x',
    roles: ['r'],
    provisioningState: null,
  });
  expect(decodeTrustedAccess({ properties: { roles: ['r'] } })).toBeNull();
});

it('reads the Kubernetes versions of a region, and nothing else', () => {
  const plans = (...supportPlan: string[]) => ({ capabilities: { supportPlan } });
  const values = [
    { version: '1.34', isPreview: true },
    { version: '1.33', ...plans('KubernetesOfficial', 'AKSLongTermSupport') },
    { version: '1.32' },
    { version: '1.29', ...plans('AKSLongTermSupport') },
  ];
  expect(decodeKubernetesVersions({ values })).toEqual([
    { minor: '1.34', support: 'preview' },
    { minor: '1.33', support: 'official' },
    { minor: '1.32', support: 'official' },
    { minor: '1.29', support: 'long-term' },
  ]);
  expect(decodeKubernetesVersions({ value: values })).toBeNull();
});
