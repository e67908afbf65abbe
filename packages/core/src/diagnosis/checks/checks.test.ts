import { describe, expect, it } from 'vitest';
import {
  absent,
  aks,
  arc,
  broken,
  extension,
  forbidden,
  read,
  where,
  workspace,
} from '../../../test/check-facts.js';
import type { Cluster } from '../../domain/cluster.js';
import type { Extension } from '../../domain/extension.js';
import type { KubernetesVersion } from '../../domain/kubernetes-version.js';
import { MACHINE_LEARNING_ROLE, type TrustedAccess } from '../../domain/trusted-access.js';
import { checkCluster } from './cluster-checks.js';
import { checkExtension } from './extension-checks.js';
import { checkReachable, type TrustedAccessFact } from './network-checks.js';
import { checkVersion } from './version-checks.js';

/** `id: status` of every check that does not pass. */
function troubles(
  checks: readonly { readonly id: string; readonly status: string; readonly fix: string | null }[],
): string[] {
  for (const { status, fix } of checks)
    if (status === 'fail' || status === 'warn') expect(fix).not.toBeNull();
  return checks.filter(({ status }) => status !== 'pass').map(({ id, status }) => `${id}: ${status}`);
}

describe('checkCluster', () => {
  it.each<[string, Cluster, string[]]>([
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
    ['one that is starting', { ...aks, provisioningState: 'Starting' }, ['cluster-running: warn']],
    ['one that is being deleted', { ...aks, provisioningState: 'Deleting' }, ['cluster-running: fail']],
    ['one that tells no state', { ...aks, provisioningState: null }, []],
    ['one under a service principal', { ...aks, usesServicePrincipal: true }, ['cluster-identity: fail']],
    ['an offline one', { ...arc, connectivity: 'Offline' }, ['cluster-running: fail']],
    ['an expired one', { ...arc, connectivity: 'Expired' }, ['cluster-running: fail']],
    ['a connecting one', { ...arc, connectivity: 'Connecting' }, ['cluster-running: warn']],
    ['one that does not say', { ...arc, connectivity: null }, ['cluster-running: unknown']],
  ])('of %s', (_title, cluster, expected) => {
    expect(troubles(checkCluster(read(cluster)))).toEqual(expected);
  });

  it('tells what is absent from what cannot be seen', () => {
    expect(troubles(checkCluster(absent))).toEqual(['same-cloud: unknown', 'cluster: fail']);
    expect(troubles(checkCluster(forbidden))).toEqual(['cluster: unknown']);
    expect(checkCluster(broken)).toMatchObject([
      { status: 'unknown', evidence: expect.stringContaining('timed out') },
    ]);
  });
});

describe('checkReachable', () => {
  const binding: TrustedAccess = {
    sourceId: workspace.toUpperCase(),
    roles: [MACHINE_LEARNING_ROLE],
    provisioningState: 'Succeeded',
  };
  const none = read<readonly TrustedAccess[]>([]);
  const notOffered = { kind: 'not-offered' } as const;
  const isPrivate = { ...aks, isPrivate: true };
  const ranges = { ...aks, hasAuthorizedRanges: true };
  const noAccounts = { ...aks, localAccountsDisabled: true };

  it.each<[string, Cluster, TrustedAccessFact, string[]]>([
    ['a public API server', aks, absent, []],
    ['Arc, which is reached through its relay', arc, absent, []],
    ['a private one', isPrivate, none, ['cluster-network: fail']],
    ['one without local accounts', noAccounts, none, ['cluster-network: fail']],
    ['one with authorized ranges', ranges, none, ['cluster-network: warn']],
    ['a private one with Trusted Access', isPrivate, read([binding]), []],
    [
      'one whose access is for another workspace',
      isPrivate,
      read([{ ...binding, sourceId: '/x' }]),
      ['cluster-network: fail'],
    ],
    [
      'one whose access is for another role',
      isPrivate,
      read([{ ...binding, roles: ['x'] }]),
      ['cluster-network: fail'],
    ],
    [
      'one whose access has failed',
      isPrivate,
      read([{ ...binding, provisioningState: 'Failed' }]),
      ['cluster-network: fail'],
    ],
    ['one whose access tells no state', isPrivate, read([{ ...binding, provisioningState: null }]), []],
    ['one whose access cannot be seen', isPrivate, forbidden, ['cluster-network: warn']],
    ['one whose access cannot be read', ranges, broken, ['cluster-network: warn']],
    ['a private one in a sovereign cloud', isPrivate, notOffered, ['cluster-network: fail']],
    ['one without local accounts there', noAccounts, notOffered, ['cluster-network: fail']],
    ['one with authorized ranges there', ranges, notOffered, ['cluster-network: warn']],
  ])('of %s', (_title, cluster, trust, expected) => {
    expect(troubles(checkReachable(cluster, trust, workspace))).toEqual(expected);
  });

  it('names every reason for a closed API server', () => {
    const [check] = checkReachable(
      { ...isPrivate, ...ranges, ...noAccounts, isPrivate: true, hasAuthorizedRanges: true },
      none,
      workspace,
    );
    expect(check?.evidence).toMatch(/private.*authorized.*local accounts/);
  });
});

describe('checkVersion', () => {
  const versions: readonly KubernetesVersion[] = [
    { minor: '1.32', support: 'preview' },
    { minor: '1.31', support: 'official' },
    { minor: '1.30', support: 'official' },
    { minor: '1.28', support: 'long-term' },
  ];

  it.each<[string | null, string]>([
    ['1.31.2', 'pass'],
    ['v1.30.4+k3s1', 'pass'],
    ['1.32.0', 'warn'],
    ['1.28.9', 'warn'],
    ['1.27.9', 'warn'],
    ['1.3.1', 'warn'],
    ['latest', 'unknown'],
    [null, 'unknown'],
  ])('of Kubernetes %s is %s', (kubernetesVersion, status) => {
    expect(checkVersion({ ...aks, kubernetesVersion }, read(versions)).status).toBe(status);
  });

  it('names the versions to choose from, and knows none where they cannot be read', () => {
    expect(checkVersion({ ...aks, kubernetesVersion: '1.27.9' }, read(versions)).fix).toContain('1.31, 1.30');
    for (const fact of [absent, forbidden, broken]) expect(checkVersion(aks, fact).status).toBe('unknown');
  });
});

describe('checkExtension', () => {
  it.each<[string, Extension | null, string[]]>([
    ['a healthy one', extension, []],
    ['none', null, ['extension: fail']],
    ['a failed one', { ...extension, provisioningState: 'Failed' }, ['extension-healthy: fail']],
    ['a canceled one', { ...extension, provisioningState: 'Canceled' }, ['extension-healthy: fail']],
    ['one being installed', { ...extension, provisioningState: 'Creating' }, ['extension-healthy: warn']],
    ['one being updated', { ...extension, provisioningState: 'Updating' }, ['extension-healthy: warn']],
    [
      'one that says nothing',
      { ...extension, provisioningState: null, version: null, releaseTrain: null, upgradesItself: null },
      ['extension-healthy: unknown', 'extension-version: unknown'],
    ],
    ['one of the first releases', { ...extension, version: '1.0.51' }, ['extension-version: warn']],
    ['one of another train', { ...extension, releaseTrain: 'preview' }, ['extension-version: warn']],
    ['one of unknown train', { ...extension, releaseTrain: null }, []],
    ['one for inference only', { ...extension, trainingEnabled: false, inferenceEnabled: true }, []],
    ['one for nothing', { ...extension, trainingEnabled: false }, ['extension-features: warn']],
  ])('of %s', (_title, found, expected) => {
    expect(troubles(checkExtension(read(found), where))).toEqual(expected);
  });

  it.each<[string, Extension['scope'], string[]]>([
    ['the whole cluster', { kind: 'cluster', namespace: 'azureml' }, []],
    ['the whole cluster, without telling its namespace', { kind: 'cluster', namespace: null }, []],
    ['another namespace', { kind: 'cluster', namespace: 'other' }, ['extension-scope: warn']],
    ['a namespace alone', { kind: 'namespace' }, ['extension-scope: fail']],
    ['what it does not tell', { kind: 'unknown' }, ['extension-scope: unknown']],
  ])('of one for %s', (_title, scope, expected) => {
    expect(troubles(checkExtension(read({ ...extension, scope }), where))).toEqual(expected);
  });

  it('shows what the extension says of itself, and what a rule makes of it', () => {
    const problems = [
      { code: 'Other', message: 'no more is known' },
      { code: null, message: 'ErrorCode: E45002' },
    ];
    const health = checkExtension(read({ ...extension, provisioningState: 'Failed', problems }), where)[1];
    expect(health?.evidence).toContain('Other: no more is known; ErrorCode: E45002');
    expect(health).toMatchObject({
      cause: 'healthcheck-prometheus',
      fix: expect.stringContaining('installPromOp'),
    });
  });

  it('gives general advice where no specific rule knows what the extension says', () => {
    const problems = [{ code: 'ExtensionOperationFailed', message: 'it failed' }];
    const health = checkExtension(read({ ...extension, provisioningState: 'Failed', problems }), where)[1];
    expect(health).not.toHaveProperty('cause');
    expect(health?.explanation).toContain('not known');
    expect(health?.fix).toContain(
      'az k8s-extension show --name aml --cluster-type managedClusters --cluster-name c1',
    );
    expect(health?.fix).not.toContain('healthcheck');
  });

  it('is silent without a cluster, unknown without rights, and knows a provider that is not registered', () => {
    expect(checkExtension(absent, where)).toEqual([]);
    expect(troubles(checkExtension(forbidden, where))).toEqual(['extension: unknown']);
    expect(troubles(checkExtension(broken, where))).toEqual(['extension: unknown']);
    expect(checkExtension({ ...broken, code: 'MissingSubscriptionRegistration' }, where)).toMatchObject([
      { id: 'extension', status: 'fail', cause: 'provider-unregistered' },
    ]);
  });
});
