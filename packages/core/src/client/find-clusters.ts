import { requireSubscriptionId } from '../domain/arm-id.js';
import type { Cluster } from '../domain/cluster.js';
import type { Extension } from '../domain/extension.js';
import type { Fact } from '../domain/fact.js';
import type { ClusterKind } from '../domain/resource-ids.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeCluster } from '../wire/decode-cluster.js';
import { list } from './list.js';
import { readExtension } from './read-cluster.js';
import { readAll } from './read-fact.js';
import type { ComputeService } from './service.js';

/** Where to look for clusters. */
export interface FindClustersOptions {
  /** Subscriptions to look in; by default the workspace's own, which is where AKS clusters have to be. */
  readonly subscriptionIds?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A cluster that could be attached. */
export interface FoundCluster {
  readonly cluster: Cluster;
  /** The Azure Machine Learning extension in it; a value of null means that there is none. */
  readonly extension: Fact<Extension | null>;
  /** Names under which it is attached to this workspace already. */
  readonly attachedAs: readonly string[];
}

/** What was found, beside what could not be looked at. */
export interface FoundClusters {
  readonly clusters: readonly FoundCluster[];
  readonly failures: readonly {
    readonly subscriptionId: string;
    readonly kind: ClusterKind | 'computes';
    readonly error: ComputeTargetError;
  }[];
}

const LISTS = {
  aks: { type: 'Microsoft.ContainerService/managedClusters', version: API_VERSIONS.containerService },
  arc: { type: 'Microsoft.Kubernetes/connectedClusters', version: API_VERSIONS.connectedKubernetes },
} as const;

/** Reads of extensions that run side by side: ARM allows 25 reads a second. */
const PARALLEL = 8;

/**
 * Finds AKS and Azure Arc clusters with the state of their extension, and where they are attached already. A
 * subscription that cannot be read is reported beside the clusters of the others.
 *
 * @throws InvalidInputError when a subscription id is none, before any request.
 */
export async function findClusters(
  service: ComputeService,
  { subscriptionIds, signal }: FindClustersOptions = {},
): Promise<FoundClusters> {
  const own = service.workspace.subscriptionId;
  const subscriptions = (subscriptionIds ?? [own]).map((id) => requireSubscriptionId(id, 'subscriptionIds'));
  const failures: FoundClusters['failures'][number][] = [];
  const tolerate = async <T>(
    subscriptionId: string,
    kind: ClusterKind | 'computes',
    read: () => Promise<T[]>,
  ) => {
    try {
      return await read();
    } catch (error) {
      if (!ComputeTargetError.isInstance(error)) throw error;
      failures.push({ subscriptionId, kind, error });
      return [];
    }
  };
  const searches = subscriptions.flatMap((id) =>
    (['aks', 'arc'] as const).map((kind) =>
      tolerate(id, kind, () => listClusters(service, { id, kind, signal })),
    ),
  );
  const attached = tolerate(own, 'computes', () => listAttached(service, signal));
  const [lists, uses] = await Promise.all([Promise.all(searches), attached]);
  const clusters = lists.flat();
  const extensions = await mapLimited(clusters, ({ id }) => readExtension(service, id, signal));
  const found = clusters.map((cluster, index) => ({
    cluster,
    extension: extensions[index] ?? { kind: 'absent' as const },
    attachedAs: uses
      .filter(({ clusterId }) => clusterId === cluster.id.toLowerCase())
      .map(({ name }) => name),
  }));
  return { clusters: found, failures };
}

function listClusters(
  service: ComputeService,
  {
    id,
    kind,
    signal,
  }: { readonly id: string; readonly kind: ClusterKind; readonly signal: AbortSignal | undefined },
): Promise<Cluster[]> {
  const { type, version } = LISTS[kind];
  const url = `${service.endpoint}/subscriptions/${id}/providers/${type}?api-version=${version}`;
  return readAll(service, url, { decode: decodeCluster, signal });
}

async function listAttached(
  service: ComputeService,
  signal: AbortSignal | undefined,
): Promise<{ name: string; clusterId: string }[]> {
  const uses: { name: string; clusterId: string }[] = [];
  for await (const entry of list(service, signal)) {
    if (entry.kind !== 'kubernetes' || entry.compute.clusterResourceId === null) continue;
    uses.push({ name: entry.compute.name, clusterId: entry.compute.clusterResourceId.toLowerCase() });
  }
  return uses;
}

/** Maps with at most {@link PARALLEL} calls under way; the order stays. */
async function mapLimited<T, U>(items: readonly T[], map: (item: T) => Promise<U>): Promise<U[]> {
  const results = new Array<U>(items.length);
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return results;
}
