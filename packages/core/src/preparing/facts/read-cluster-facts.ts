import { sameArmId } from '../../domain/ids/arm-id.js';
import { type ClusterId, clusterKindOf } from '../../domain/ids/resource-ids.js';
import { requireJson, unreadableAnswer } from '../../service/require-json.js';
import type { ComputeService } from '../../service/service.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { refusalOf } from '../../wire/arm-error.js';
import { type ClusterFacts, decodeClusterFacts } from '../../wire/clusters/decode-cluster-facts.js';

/**
 * Reads a cluster, with what a preparation has to know of it. An answer about another cluster is refused: commands and
 * writes go to the cluster that the caller named.
 * @throws NotFoundError when there is none; the typed error of a refusal; UnexpectedResponseError.
 */
export async function requireClusterFacts(
  service: ComputeService,
  id: ClusterId,
  signal: AbortSignal | undefined,
): Promise<ClusterFacts> {
  const version =
    clusterKindOf(id) === 'aks' ? API_VERSIONS.containerService : API_VERSIONS.connectedKubernetes;
  const answer = await service.get(`${service.endpoint}${id}?api-version=${version}`, signal);
  if (answer.status !== 200) throw refusalOf(answer, 'reading the cluster');
  const facts = decodeClusterFacts(requireJson(answer, 'the cluster'));
  if (facts === null || !sameArmId(facts.cluster.id, id))
    throw unreadableAnswer(answer, 'the cluster', 'it is another one, or of another kind');
  return facts;
}
