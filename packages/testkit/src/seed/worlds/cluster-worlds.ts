import { demoIds } from '../demo-seed.js';
import { aks, arc, otherSubscription, plant, type WorldSeed, world } from './world-seed.js';

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

const elsewhere = { subscriptionId: otherSubscription, resourceGroup: 'elsewhere-rg' };

/** What can be wrong with the cluster. */
export const clusterWorlds: Readonly<Record<ClusterWorld, WorldSeed>> = {
  'cluster-missing': plant({
    summary: 'there is no cluster at all',
    basis: 'documented',
    seed: world([]),
  }),
  'cluster-stopped': plant({
    summary: 'the AKS cluster is stopped',
    basis: 'documented',
    seed: world([aks({ powerState: 'Stopped' })]),
  }),
  'cluster-starting': plant({
    summary: 'the AKS cluster is still starting; an attach succeeds all the same',
    basis: 'assumed',
    seed: world([aks({ provisioningState: 'Starting' })]),
  }),
  'cluster-failed': plant({
    summary: 'the last change of the AKS cluster failed; an attach succeeds all the same',
    basis: 'assumed',
    seed: world([aks({ provisioningState: 'Failed' })]),
  }),
  'cluster-old': plant({
    summary: 'Kubernetes 1.24, which AKS has left behind; an attach succeeds all the same',
    basis: 'documented',
    seed: world([aks({ kubernetesVersion: '1.24.9' })]),
  }),
  'cluster-service-principal': plant({
    summary: 'the AKS cluster runs under a service principal instead of a managed identity',
    basis: 'documented',
    seed: world([aks({ servicePrincipal: true })]),
  }),
  'cluster-private': plant({
    summary: 'the API server is private, and the workspace has no Trusted Access',
    basis: 'documented',
    seed: world([aks({ privateCluster: true })]),
  }),
  'cluster-authorized-ranges': plant({
    summary: 'the API server admits listed addresses only, and the workspace has no Trusted Access',
    basis: 'documented',
    seed: world([aks({ authorizedIpRanges: ['203.0.113.0/24'] })]),
  }),
  'cluster-no-local-accounts': plant({
    summary: 'local accounts are disabled, and the workspace has no Trusted Access',
    basis: 'documented',
    seed: world([aks({ localAccountsDisabled: true })]),
  }),
  'cluster-trusted': plant({
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
  'arc-connecting': plant({
    summary: 'the agents of the Arc cluster have not connected yet',
    basis: 'assumed',
    seed: world([arc({ connectivityStatus: 'Connecting' })]),
  }),
  'arc-offline': plant({
    summary: 'the agents of the Arc cluster are offline',
    basis: 'documented',
    seed: world([arc({ connectivityStatus: 'Offline' })]),
  }),
  'arc-expired': plant({
    summary: 'the certificate of the Arc cluster has expired',
    basis: 'documented',
    seed: world([arc({ connectivityStatus: 'Expired' })]),
  }),
  'foreign-subscription': plant({
    summary: 'the AKS cluster is in another subscription: an attach never ends',
    basis: 'reported',
    seed: world([aks(elsewhere)]),
  }),
  'foreign-subscription-arc': plant({
    summary: 'the Arc cluster is in another subscription: an attach never ends',
    basis: 'reported',
    seed: world([arc(elsewhere)]),
  }),
};
