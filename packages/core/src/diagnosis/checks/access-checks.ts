import type { Fact } from '../../domain/fact.js';
import type { ClusterKind } from '../../domain/ids/resource-ids.js';
import { allows, type Permission } from '../../domain/permission.js';
import { type Check, outcomesOf, unseen } from './check.js';

const COMPUTES = 'Microsoft.MachineLearningServices/workspaces/computes';
const ROLES = 'Azure ML documentation, manage roles';

/** The caller may read and write computes, and delete them, which is what a detach takes. */
export function checkCallerAttach(fact: Fact<readonly Permission[]>): Check {
  const { pass, warn, fail } = outcomesOf('caller-attach', ROLES);
  if (fact.kind === 'forbidden' || fact.kind === 'unreadable')
    return unseen('caller-attach', fact, 'the roles on the workspace');
  const permissions = fact.kind === 'absent' ? [] : fact.value;
  const lacking = lackingOf(permissions, [`${COMPUTES}/read`, `${COMPUTES}/write`, `${COMPUTES}/delete`]);
  if (lacking.length === 0) return pass('the caller may read, attach and detach computes');
  const evidence = `the caller is not allowed ${lacking.join(', ')} in the workspace`;
  const fix = `Give the caller Contributor, or a custom role with ${lacking.join(', ')}; AzureML Data Scientist is not enough`;
  return lacking.every((action) => action.endsWith('/delete')) ? warn(evidence, fix) : fail(evidence, fix);
}

const CLUSTER_ACTIONS: Readonly<Record<ClusterKind, readonly string[]>> = {
  aks: [
    'Microsoft.ContainerService/managedClusters/read',
    'Microsoft.KubernetesConfiguration/extensions/read',
    'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
  ],
  arc: ['Microsoft.Kubernetes/connectedClusters/read', 'Microsoft.KubernetesConfiguration/extensions/read'],
};

/** The caller may read the cluster and its extensions; for AKS they must be Cluster Admin of it as well. */
export function checkCallerCluster(fact: Fact<readonly Permission[]>, kind: ClusterKind): Check {
  const { pass, warn } = outcomesOf('caller-cluster', ROLES);
  if (fact.kind === 'absent')
    return unseen('caller-cluster', { kind: 'forbidden' }, 'the roles on the cluster');
  if (fact.kind !== 'read') return unseen('caller-cluster', fact, 'the roles on the cluster');
  const lacking = lackingOf(fact.value, CLUSTER_ACTIONS[kind]);
  if (lacking.length === 0) return pass('the caller may do with the cluster what an attach takes');
  return warn(
    `the caller lacks ${lacking.join(' and ')}`,
    kind === 'aks'
      ? 'Give the caller Contributor on the resource group of the cluster, or Reader and Azure Kubernetes Service Cluster Admin on it'
      : 'Give the caller Reader on the cluster',
  );
}

function lackingOf(permissions: readonly Permission[], needed: readonly string[]): string[] {
  return needed.filter((action) => !allows(permissions, action));
}
