import { describe, expect, it } from 'vitest';
import type { AksCluster, ArcCluster } from '../cluster.js';
import { parseComputeName } from '../compute-name.js';
import type { Extension } from '../extension.js';
import type { Fact } from '../fact.js';
import { parseNamespace } from '../namespace.js';
import { parseClusterId, parseUserAssignedIdentityId, parseWorkspaceId } from '../resource-ids.js';
import { checkCallerAttach, checkCallerCluster, checkIdentity } from './access-checks.js';
import { checkCluster } from './cluster-checks.js';
import { checkExtension } from './extension-checks.js';
import { checkName, checkNamespace, checkSubscription, checkWorkspace } from './place-checks.js';

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const SCOPE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/my-rg/providers`;
const aksId = parseClusterId(`${SCOPE}/Microsoft.ContainerService/managedClusters/c1`);
const arcId = parseClusterId(`${SCOPE}/Microsoft.Kubernetes/connectedClusters/c1`);
const forbidden = { kind: 'forbidden' } as const;
const broken = { kind: 'unreadable', reason: 'timed out' } as const;
const absent = { kind: 'absent' } as const;

const aks: AksCluster = {
  kind: 'aks',
  id: aksId,
  name: 'c1',
  location: 'eastus',
  kubernetesVersion: '1.31.2',
  provisioningState: 'Succeeded',
  powerState: 'Running',
  isPrivate: false,
  hasAuthorizedRanges: false,
  localAccountsDisabled: false,
  usesServicePrincipal: false,
};
const arc: ArcCluster = {
  kind: 'arc',
  id: arcId,
  name: 'c1',
  location: 'eastus',
  kubernetesVersion: 'v1.30.0',
  provisioningState: 'Succeeded',
  connectivity: 'Connected',
  distribution: 'k3s',
};
const extension: Extension = {
  name: 'aml',
  provisioningState: 'Succeeded',
  version: '1.1.50',
  releaseTrain: 'stable',
  trainingEnabled: true,
  inferenceEnabled: false,
  statuses: [],
};

/** `id: status` of every check that does not pass. */
function troubles(
  checks: readonly { readonly id: string; readonly status: string; readonly fix: string | null }[],
): string[] {
  for (const { status, fix } of checks) if (status === 'fail') expect(fix).not.toBeNull();
  return checks.filter(({ status }) => status !== 'pass').map(({ id, status }) => `${id}: ${status}`);
}

function read<T>(value: T): Fact<T> {
  return { kind: 'read', value };
}

describe('checkCluster', () => {
  it.each([
    ['a healthy AKS cluster', aks, []],
    ['a healthy Arc cluster', arc, []],
    ['a stopped one', { ...aks, powerState: 'Stopped' }, ['cluster-running: fail']],
    ['one of unknown power', { ...aks, powerState: null }, ['cluster-running: unknown']],
    ['one whose last change failed', { ...aks, provisioningState: 'Failed' }, ['cluster-running: warn']],
    [
      'one whose last change was canceled',
      { ...aks, provisioningState: 'Canceled' },
      ['cluster-running: warn'],
    ],
    ['a private one', { ...aks, isPrivate: true }, ['cluster-network: warn']],
    ['one with authorized ranges', { ...aks, hasAuthorizedRanges: true }, ['cluster-network: warn']],
    ['one without local accounts', { ...aks, localAccountsDisabled: true }, ['cluster-network: warn']],
    ['one under a service principal', { ...aks, usesServicePrincipal: true }, ['cluster-identity: fail']],
    ['an old one', { ...aks, kubernetesVersion: '1.27.9' }, ['kubernetes-version: warn']],
    ['one just new enough', { ...aks, kubernetesVersion: '1.28.0' }, []],
    ['one of unknown version', { ...aks, kubernetesVersion: null }, ['kubernetes-version: unknown']],
    ['an offline one', { ...arc, connectivity: 'Offline' }, ['cluster-running: fail']],
    ['an expired one', { ...arc, connectivity: 'Expired' }, ['cluster-running: fail']],
    ['a connecting one', { ...arc, connectivity: 'Connecting' }, ['cluster-running: warn']],
    ['one that does not say', { ...arc, connectivity: null }, ['cluster-running: unknown']],
  ])('of %s', (_title, cluster, expected) => {
    expect(troubles(checkCluster(read(cluster)))).toEqual(expected);
  });

  it('tells what is absent from what cannot be seen', () => {
    expect(troubles(checkCluster(absent))).toEqual(['cluster: fail']);
    expect(troubles(checkCluster(forbidden))).toEqual(['cluster: unknown']);
    expect(checkCluster(broken)).toMatchObject([
      { status: 'unknown', evidence: expect.stringContaining('timed out') },
    ]);
  });

  it('names every reason for a restricted network', () => {
    const restricted = { ...aks, isPrivate: true, hasAuthorizedRanges: true, localAccountsDisabled: true };
    const check = checkCluster(read(restricted)).find(({ id }) => id === 'cluster-network');
    expect(check?.evidence).toMatch(/private.*authorized.*local accounts/);
  });
});

describe('checkExtension', () => {
  it.each([
    ['a healthy one', extension, []],
    ['none', null, ['extension: fail']],
    [
      'a failed one',
      { ...extension, provisioningState: 'Failed', statuses: ['helm failed'] },
      ['extension-healthy: fail'],
    ],
    ['one being installed', { ...extension, provisioningState: 'Creating' }, ['extension-healthy: warn']],
    ['one being updated', { ...extension, provisioningState: 'Updating' }, ['extension-healthy: warn']],
    [
      'one that does not say',
      { ...extension, provisioningState: null, version: null },
      ['extension-healthy: unknown'],
    ],
    ['one for inference only', { ...extension, trainingEnabled: false, inferenceEnabled: true }, []],
    ['one for nothing', { ...extension, trainingEnabled: false }, ['extension-features: warn']],
  ])('of %s', (_title, found, expected) => {
    expect(troubles(checkExtension(read(found)))).toEqual(expected);
  });

  it('shows what the extension says of itself', () => {
    const checks = checkExtension(
      read({ ...extension, provisioningState: 'Failed', statuses: ['helm failed'] }),
    );
    expect(checks[1]?.evidence).toContain('helm failed');
  });

  it('is silent without a cluster and unknown without rights', () => {
    expect(checkExtension(absent)).toEqual([]);
    expect(troubles(checkExtension(forbidden))).toEqual(['extension: unknown']);
  });
});

describe('the place', () => {
  const workspace = parseWorkspaceId(`${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1`);
  const gpu = parseComputeName('gpu');

  it.each([
    [read({ location: 'eastus', isPublic: true }), 'pass'],
    [read({ location: 'eastus', isPublic: null }), 'pass'],
    [read({ location: 'eastus', isPublic: false }), 'warn'],
    [absent, 'fail'],
    [forbidden, 'unknown'],
    [broken, 'unknown'],
  ])('checks the workspace', (fact, status) => {
    expect(checkWorkspace(fact).status).toBe(status);
  });

  it('checks the name', () => {
    expect(checkName(gpu, absent).status).toBe('pass');
    expect(checkName(gpu, read({ kind: 'attach' })).evidence).toContain('free');
    expect(checkName(parseComputeName('gpu-01'), absent).status).toBe('warn');
    expect(checkName(gpu, forbidden).status).toBe('unknown');
    const differences = [{ field: 'namespace', current: 'a', wanted: 'b' }];
    const taken = checkName(gpu, read({ kind: 'conflict', differences, compute: null }));
    expect(taken).toMatchObject({ status: 'fail', evidence: expect.stringContaining('namespace') });
  });

  it('says that a namespace cannot be seen, except the one that is always there', () => {
    expect(checkNamespace(null).status).toBe('pass');
    expect(checkNamespace(parseNamespace('ml'))).toMatchObject({
      status: 'unknown',
      fix: expect.stringContaining('ml'),
    });
  });

  it.each([
    [aksId, 'pass'],
    [arcId, 'pass'],
    [parseClusterId(aksId.replace(SUBSCRIPTION, SUBSCRIPTION.replace('1', '2'))), 'fail'],
    [parseClusterId(arcId.replace(SUBSCRIPTION, SUBSCRIPTION.replace('1', '2'))), 'warn'],
    [parseClusterId(aksId.toUpperCase()), 'pass'],
  ])('checks the subscription', (cluster, status) => {
    expect(checkSubscription(cluster, workspace).status).toBe(status);
  });
});

describe('access', () => {
  const id = parseUserAssignedIdentityId(`${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`);
  const all = [{ actions: ['*'], notActions: [] }];
  const reader = [{ actions: ['*/read'], notActions: [] }];

  it.each([
    [read(all), 'pass'],
    [read(reader), 'fail'],
    [read([]), 'fail'],
    [absent, 'fail'],
    [forbidden, 'unknown'],
    [broken, 'unknown'],
  ])('checks who may attach', (fact, status) => {
    expect(checkCallerAttach(fact).status).toBe(status);
  });

  it.each([
    [read(reader), 'pass'],
    [read([]), 'warn'],
    [absent, 'unknown'],
    [forbidden, 'unknown'],
    [broken, 'unknown'],
  ])('checks who may read the cluster', (fact, status) => {
    expect(checkCallerCluster(fact, 'Microsoft.ContainerService/managedClusters/read').status).toBe(status);
  });

  it('names the actions that are lacking', () => {
    const some = [{ actions: ['Microsoft.ContainerService/*'], notActions: [] }];
    const check = checkCallerCluster(read(some), 'Microsoft.ContainerService/managedClusters/read');
    expect(check.evidence).toBe('the caller lacks Microsoft.KubernetesConfiguration/extensions/read');
  });

  it.each([
    [read({}), 'pass'],
    [absent, 'fail'],
    [forbidden, 'unknown'],
    [broken, 'unknown'],
  ])('checks the identity', (fact, status) => {
    expect(checkIdentity(id, fact).status).toBe(status);
  });
});
