import type { Cluster } from '../domain/cluster.js';
import type { ClusterKind, WorkspaceId } from '../domain/ids/resource-ids.js';
import { mapLimited } from '../service/map-limited.js';
import { readExtension } from '../service/read-cluster.js';
import { readPages } from '../service/read-pages.js';
import type { ComputeService } from '../service/service.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeCluster } from '../wire/clusters/decode-cluster.js';
import { decodeWorkspaceId } from '../wire/decode-workspace.js';
import type { BestEffortSearch } from './best-effort-search.js';
import type { Located, LocatedCluster, Place } from './located.js';

const LISTS = {
  aks: { type: 'Microsoft.ContainerService/managedClusters', version: API_VERSIONS.containerService },
  arc: { type: 'Microsoft.Kubernetes/connectedClusters', version: API_VERSIONS.connectedKubernetes },
} as const;

/** Reads the lists of Azure Resource Manager: two for each subscription, and one for each cluster's extensions. */
export async function locateByLists(
  service: ComputeService,
  search: BestEffortSearch,
  place: Place,
): Promise<Located> {
  const [clusters, workspaceIds] = await Promise.all([
    listClusters(service, search, place),
    place.withWorkspaces ? listWorkspaces(service, search, place) : [],
  ]);
  return { clusters, workspaceIds };
}

async function listClusters(
  service: ComputeService,
  search: BestEffortSearch,
  { subscriptions, signal }: Place,
): Promise<LocatedCluster[]> {
  const lists = subscriptions.flatMap((id) => (['aks', 'arc'] as const).map((kind) => ({ id, kind })));
  const found = await mapLimited(lists, ({ id, kind }) =>
    search.read(
      { subscriptionId: id, kind, workspaceId: null },
      readPages(service, listUrl(service, id, kind), { decode: decodeCluster, signal }),
    ),
  );
  return mapLimited(found.flat(), (cluster) =>
    withListedExtension(service, { cluster, source: 'list' }, signal),
  );
}

/** Reads the extension of one cluster by its list. */
export async function withListedExtension(
  service: ComputeService,
  located: Pick<LocatedCluster, 'cluster' | 'source'>,
  signal: AbortSignal | undefined,
): Promise<LocatedCluster> {
  const extension = await readExtension(service, located.cluster.id, signal);
  return { ...located, extension, extensionSource: 'list' };
}

function listUrl({ endpoint }: ComputeService, subscriptionId: string, kind: Cluster['kind']): string {
  const { type, version } = LISTS[kind satisfies ClusterKind];
  return `${endpoint}/subscriptions/${subscriptionId}/providers/${type}?api-version=${version}`;
}

/** Lists the workspaces of the subscriptions. */
export async function listWorkspaces(
  service: ComputeService,
  search: BestEffortSearch,
  { subscriptions, signal }: Pick<Place, 'subscriptions' | 'signal'>,
): Promise<WorkspaceId[]> {
  const { endpoint, workspace } = service;
  const found = await mapLimited(subscriptions, (subscriptionId) => {
    const path = `/subscriptions/${subscriptionId}/providers/Microsoft.MachineLearningServices/workspaces`;
    const url = `${endpoint}${path}?api-version=${workspace.apiVersion}`;
    return search.read(
      { subscriptionId, kind: 'workspaces', workspaceId: null },
      readPages(service, url, { decode: decodeWorkspaceId, signal }),
    );
  });
  return found.flat();
}
