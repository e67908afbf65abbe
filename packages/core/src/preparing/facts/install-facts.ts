import type { InstallFacts } from '../../domain/preparing/install-settings.js';
import type { ClusterFacts } from '../../wire/clusters/decode-cluster-facts.js';

/** What the settings of an install depend on. */
export function installFactsOf({ cluster, region, nodeCount }: ClusterFacts): InstallFacts {
  const { id, kind } = cluster;
  return {
    id,
    kind,
    location: region,
    nodeCount,
    distribution: kind === 'arc' ? cluster.distribution : null,
  };
}
