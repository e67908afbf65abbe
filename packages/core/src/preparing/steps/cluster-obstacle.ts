import type { Cluster } from '../../domain/cluster.js';

/** Something about a cluster that no install can get past. */
export interface ClusterObstacle {
  readonly summary: string;
  readonly fix: string;
}

/** What keeps an extension from being installed; null where nothing does. */
export function clusterObstacle(cluster: Cluster): ClusterObstacle | null {
  return cluster.kind === 'aks' ? aksObstacle(cluster) : arcObstacle(cluster);
}

function aksObstacle({
  powerState,
  usesServicePrincipal,
  provisioningState,
}: Cluster & { kind: 'aks' }): ClusterObstacle | null {
  if (powerState?.toLowerCase() === 'stopped')
    return { summary: 'the cluster is stopped', fix: 'Start it: az aks start' };
  if (usesServicePrincipal)
    return {
      summary: 'the cluster runs under a service principal, and extensions need a managed identity',
      fix: 'Let the cluster use a managed identity, then recreate its node pools',
    };
  if (provisioningState?.toLowerCase() === 'failed')
    return { summary: 'the last change of the cluster failed', fix: 'Repair the cluster first' };
  return null;
}

function arcObstacle({ connectivity }: Cluster & { kind: 'arc' }): ClusterObstacle | null {
  const state = connectivity?.toLowerCase();
  if (state !== 'offline' && state !== 'expired') return null;
  return {
    summary: 'the cluster is not connected to Azure',
    fix: 'Check the agents in namespace azure-arc; connect the cluster again',
  };
}
