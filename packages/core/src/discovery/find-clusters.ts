import type { Cluster } from '../domain/cluster.js';
import type { Extension } from '../domain/extension.js';
import type { Fact } from '../domain/fact.js';
import { distinctIds, requireSubscriptionId, sameArmId } from '../domain/ids/arm-id.js';
import type { ClusterKind } from '../domain/ids/resource-ids.js';
import { mapLimited } from '../service/map-limited.js';
import { readExtension } from '../service/read-cluster.js';
import { readPages } from '../service/read-pages.js';
import type { ComputeService } from '../service/service.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeCluster } from '../wire/clusters/decode-cluster.js';
import { BestEffortSearch, type SearchFailure } from './best-effort-search.js';
import { type Attachment, findAttachments, parseWorkspaces } from './find-attachments.js';

/** Where to look for clusters. */
export interface FindClustersOptions {
  /** Subscriptions to look in; by default the workspace's own, which is where the clusters have to be. */
  readonly subscriptionIds?: readonly string[] | undefined;
  /**
   * Further workspaces in which clusters may be attached: their ARM ids, or `all` that can be seen in the
   * subscriptions, at one request and more for each. Default: none.
   */
  readonly workspaces?: readonly string[] | 'all' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A cluster that could be attached. */
export interface FoundCluster {
  readonly cluster: Cluster;
  /** The Azure Machine Learning extension in it; a value of null means that there is none. */
  readonly extension: Fact<Extension | null>;
  /** Names under which it is attached to this workspace already. */
  readonly attachedAs: readonly string[];
  /** Where it is attached in the further workspaces. */
  readonly attachedElsewhere: readonly Pick<Attachment, 'workspaceId' | 'name'>[];
}

/** What was found, beside what could not be looked at. */
export interface FoundClusters {
  readonly clusters: readonly FoundCluster[];
  readonly failures: readonly SearchFailure[];
}

const LISTS = {
  aks: { type: 'Microsoft.ContainerService/managedClusters', version: API_VERSIONS.containerService },
  arc: { type: 'Microsoft.Kubernetes/connectedClusters', version: API_VERSIONS.connectedKubernetes },
} as const;

/**
 * Finds AKS and Azure Arc clusters with the state of their extension, and where they are attached already. A
 * subscription or workspace that cannot be read, or not to its end, is reported beside what the others gave.
 *
 * @throws InvalidInputError when the id of a subscription or workspace is invalid, before any request.
 */
export async function findClusters(
  service: ComputeService,
  { subscriptionIds = [], workspaces = [], signal }: FindClustersOptions = {},
): Promise<FoundClusters> {
  const asked = subscriptionIds.map((id, index) => requireSubscriptionId(id, `subscriptionIds[${index}]`));
  const further = parseWorkspaces(workspaces);
  const subscriptions = asked.length === 0 ? [service.workspace.subscriptionId] : distinctIds(asked);
  const search = new BestEffortSearch(signal);
  const [clusters, attachments] = await Promise.all([
    findIn(service, search, { subscriptions, signal }),
    findAttachments(service, search, { workspaces: further, subscriptions, signal }),
  ]);
  return {
    clusters: clusters.map((found) => ({ ...found, ...usesOf(found.cluster, attachments, service) })),
    failures: search.failures,
  };
}

async function findIn(
  service: ComputeService,
  search: BestEffortSearch,
  {
    subscriptions,
    signal,
  }: { readonly subscriptions: readonly string[]; readonly signal: AbortSignal | undefined },
): Promise<Pick<FoundCluster, 'cluster' | 'extension'>[]> {
  const lists = subscriptions.flatMap((id) => (['aks', 'arc'] as const).map((kind) => ({ id, kind })));
  const found = await mapLimited(lists, ({ id, kind }) =>
    search.read(
      { subscriptionId: id, kind, workspaceId: null },
      readPages(service, listUrl(service, id, kind), { decode: decodeCluster, signal }),
    ),
  );
  return mapLimited(found.flat(), async (cluster) => ({
    cluster,
    extension: await readExtension(service, cluster.id, signal),
  }));
}

function listUrl({ endpoint }: ComputeService, subscriptionId: string, kind: ClusterKind): string {
  const { type, version } = LISTS[kind];
  return `${endpoint}/subscriptions/${subscriptionId}/providers/${type}?api-version=${version}`;
}

function usesOf(
  { id }: Cluster,
  attachments: readonly Attachment[],
  { workspace }: ComputeService,
): Pick<FoundCluster, 'attachedAs' | 'attachedElsewhere'> {
  const uses = attachments.filter(({ clusterId }) => clusterId === id.toLowerCase());
  const isOwn = ({ workspaceId }: Attachment): boolean => sameArmId(workspaceId, workspace.id);
  return {
    attachedAs: uses.filter(isOwn).map(({ name }) => name),
    attachedElsewhere: uses
      .filter((use) => !isOwn(use))
      .map(({ workspaceId, name }) => ({ workspaceId, name })),
  };
}
