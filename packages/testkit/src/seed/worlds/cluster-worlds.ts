import { demoIds } from '../demo-seed.js';
import { aks, arc, OTHER_SUBSCRIPTION, type WorldSeed, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type ClusterWorld =
  | 'cluster-missing'
  | 'cluster-stopped'
  | 'cluster-starting'
  | 'cluster-failed'
  | 'cluster-old'
  | 'cluster-service-principal'
  | 'cluster-private'
  | 'cluster-authorized-ranges'
  | 'cluster-no-local-accounts'
  | 'cluster-trusted'
  | 'arc-connecting'
  | 'arc-offline'
  | 'arc-expired'
  | 'foreign-subscription'
  | 'foreign-subscription-arc';

const elsewhere = { subscriptionId: OTHER_SUBSCRIPTION, resourceGroup: 'elsewhere-rg' };

/** What can be wrong with the cluster. */
export const clusterWorlds: Readonly<Record<ClusterWorld, WorldSeed>> = {
  'cluster-missing': worldSeed({
    summary: 'there is no cluster at all',
    basis: 'documented',
    seed: world([]),
  }),
  'cluster-stopped': worldSeed({
    summary: 'the AKS cluster is stopped',
    basis: 'documented',
    seed: world([aks({ powerState: 'Stopped' })]),
  }),
  'cluster-starting': worldSeed({
    summary: 'the AKS cluster is still starting; an attach succeeds all the same',
    basis: 'assumed',
    seed: world([aks({ provisioningState: 'Starting' })]),
  }),
  'cluster-failed': worldSeed({
    summary: 'the last change of the AKS cluster failed; an attach succeeds all the same',
    basis: 'assumed',
    seed: world([aks({ provisioningState: 'Failed' })]),
  }),
  'cluster-old': worldSeed({
    summary: 'Kubernetes 1.24, which AKS has left behind; an attach succeeds all the same',
    basis: 'documented',
    seed: world([aks({ kubernetesVersion: '1.24.9' })]),
  }),
  'cluster-service-principal': worldSeed({
    summary: 'the AKS cluster runs under a service principal instead of a managed identity',
    basis: 'documented',
    seed: world([aks({ servicePrincipal: true })]),
  }),
  'cluster-private': worldSeed({
    summary: 'the API server is private, and the workspace has no Trusted Access',
    basis: 'documented',
    seed: world([aks({ privateCluster: true })]),
  }),
  'cluster-authorized-ranges': worldSeed({
    summary: 'the API server admits listed addresses only, and the workspace has no Trusted Access',
    basis: 'documented',
    seed: world([aks({ authorizedIpRanges: ['203.0.113.0/24'] })]),
  }),
  'cluster-no-local-accounts': worldSeed({
    summary: 'local accounts are disabled, and the workspace has no Trusted Access',
    basis: 'documented',
    seed: world([aks({ localAccountsDisabled: true })]),
  }),
  'cluster-trusted': worldSeed({
    summary: 'healthy: all of these, and a Trusted Access role binding for the workspace',
    basis: 'documented',
    seed: world([
      aks({
        privateCluster: true,
        authorizedIpRanges: ['203.0.113.0/24'],
        localAccountsDisabled: true,
        trustedWorkspaces: [demoIds.workspaceId],
      }),
    ]),
  }),
  'arc-connecting': worldSeed({
    summary: 'the agents of the Arc cluster have not connected yet',
    basis: 'assumed',
    seed: world([arc({ connectivityStatus: 'Connecting' })]),
  }),
  'arc-offline': worldSeed({
    summary: 'the agents of the Arc cluster are offline',
    basis: 'documented',
    seed: world([arc({ connectivityStatus: 'Offline' })]),
  }),
  'arc-expired': worldSeed({
    summary: 'the certificate of the Arc cluster has expired',
    basis: 'documented',
    seed: world([arc({ connectivityStatus: 'Expired' })]),
  }),
  'foreign-subscription': worldSeed({
    summary: 'the AKS cluster is in another subscription: an attach never ends',
    basis: 'reported',
    seed: world([aks(elsewhere)]),
  }),
  'foreign-subscription-arc': worldSeed({
    summary: 'the Arc cluster is in another subscription: an attach never ends',
    basis: 'reported',
    seed: world([arc(elsewhere)]),
  }),
};
