import { describe, expect, it } from 'vitest';
import { decodeCluster } from './decode-cluster.js';
import { decodeExtension } from './decode-extension.js';
import { decodePermission } from './decode-permissions.js';
import { decodeValues } from './decode-values.js';
import { decodeWorkspace } from './decode-workspace.js';

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
      trainingEnabled: false,
      inferenceEnabled: false,
      statuses: [],
    });
    expect(decodeExtension({ name: 'flux', properties: { extensionType: 'microsoft.flux' } })).toBeNull();
    expect(decodeExtension({})).toBeNull();
  });

  it('reads its settings and what it says of itself, redacted', () => {
    const full = {
      ...properties,
      provisioningState: 'Failed',
      version: '1.1.0',
      currentVersion: '1.1.50',
      releaseTrain: 'stable',
      configurationSettings: { enableTraining: 'True', enableInference: true },
      statuses: [{ message: 'helm failed' }, { code: 'X' }],
      errorInfo: { message: 'with Bearer abcdefgh' },
    };
    expect(decodeExtension({ name: 'mine', properties: full })).toEqual({
      name: 'mine',
      provisioningState: 'Failed',
      version: '1.1.50',
      releaseTrain: 'stable',
      trainingEnabled: true,
      inferenceEnabled: true,
      statuses: ['helm failed', 'with Bearer [redacted]'],
    });
  });

  it('reads on when what it says of itself has another shape', () => {
    expect(
      decodeExtension({ name: 'mine', properties: { ...properties, statuses: 'x', errorInfo: 7 } })?.statuses,
    ).toEqual([]);
  });
});

it('reads permissions, lists and workspaces, and nothing else', () => {
  expect(decodePermission({ actions: ['*'] })).toEqual({ actions: ['*'], notActions: [] });
  expect(decodePermission({ actions: '*' })).toBeNull();
  expect(decodeValues({ value: [1], nextLink: '' })).toEqual({ values: [1], nextLink: null });
  expect(decodeValues({ items: [] })).toBeNull();
  expect(decodeWorkspace({ location: 'eastus' })).toEqual({ location: 'eastus', isPublic: null });
  expect(
    decodeWorkspace({ location: 'eastus', properties: { publicNetworkAccess: 'disabled' } }),
  ).toMatchObject({ isPublic: false });
  expect(decodeWorkspace({ location: '' })).toBeNull();
});
