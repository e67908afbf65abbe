import type { Fact } from '../../domain/fact.js';
import { type ClusterId, clusterKindOf } from '../../domain/ids/resource-ids.js';
import { readFact } from '../../service/read-fact.js';
import type { ComputeService } from '../../service/service.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { type ClusterFacts, decodeClusterFacts } from '../../wire/clusters/decode-cluster-facts.js';

/** Reads a cluster, with what a preparation has to know of it. */
export function readClusterFacts(
  service: ComputeService,
  id: ClusterId,
  signal: AbortSignal | undefined,
): Promise<Fact<ClusterFacts>> {
  const version =
    clusterKindOf(id) === 'aks' ? API_VERSIONS.containerService : API_VERSIONS.connectedKubernetes;
  return readFact(service, `${service.endpoint}${id}?api-version=${version}`, {
    decode: decodeClusterFacts,
    signal,
  });
}
