import type { ClusterId } from './ids/resource-ids.js';

/** A cluster that could be attached, as far as Azure Resource Manager knows it. */
export type Cluster = AksCluster | ArcCluster;

interface ClusterFacts {
  readonly id: ClusterId;
  readonly name: string;
  readonly location: string;
  readonly kubernetesVersion: string | null;
  readonly provisioningState: string | null;
}

/** An AKS cluster: what decides about an attach. */
export interface AksCluster extends ClusterFacts {
  readonly kind: 'aks';
  /** `Running` or `Stopped`. */
  readonly powerState: string | null;
  readonly isPrivate: boolean;
  /** Whether only listed addresses reach the API server. */
  readonly hasAuthorizedRanges: boolean;
  readonly localAccountsDisabled: boolean;
  /** Whether the cluster runs under a service principal instead of a managed identity. */
  readonly usesServicePrincipal: boolean;
}

/** A Kubernetes cluster anywhere, connected by Azure Arc: what decides about an attach. */
export interface ArcCluster extends ClusterFacts {
  readonly kind: 'arc';
  /** `Connected`, `Connecting`, `Offline` or `Expired`. */
  readonly connectivity: string | null;
  readonly distribution: string | null;
}

/** Whether Azure Machine Learning reaches the API server by trusted access alone; Arc clusters are reached otherwise. */
export function isClosed(cluster: Cluster): boolean {
  if (cluster.kind === 'arc') return false;
  return cluster.isPrivate || cluster.hasAuthorizedRanges || cluster.localAccountsDisabled;
}
