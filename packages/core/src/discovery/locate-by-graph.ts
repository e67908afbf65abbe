import type { Extension } from '../domain/extension.js';
import { subscriptionOf, type WorkspaceId } from '../domain/ids/resource-ids.js';
import { mapLimited } from '../service/map-limited.js';
import type { ComputeService } from '../service/service.js';
import { decodeWorkspaceId } from '../wire/decode-workspace.js';
import type { GraphRow } from '../wire/graph/decode-graph-page.js';
import {
  decodeClusterRow,
  decodeExtensionRow,
  decodeSubscriptionRow,
} from '../wire/graph/decode-graph-rows.js';
import type { GraphQueryName } from '../wire/graph/graph-queries.js';
import type { BestEffortSearch } from './best-effort-search.js';
import { listWorkspaces, locateByLists, withListedExtension } from './locate-by-lists.js';
import type { Located, LocatedCluster, Place } from './located.js';
import type { GraphRows, ResourceGraph } from './resource-graph.js';

/** Subscriptions in one query. The documentation advises fewer than 300. */
const GROUP = 250;

interface Search {
  readonly service: ComputeService;
  readonly graph: ResourceGraph;
  readonly search: BestEffortSearch;
}

/**
 * Asks Azure Resource Graph for the clusters, extensions and workspaces of many subscriptions: a few requests, where
 * lists need two for each subscription and one for each cluster. What the graph does not answer for is read by lists,
 * which name what is wrong: subscriptions that it left out (it is silent about those that may not be read), a query that
 * was refused, and rows that did not all arrive.
 */
export async function locateByGraph(context: Search, place: Place): Promise<Located> {
  const subscriptions = [...place.subscriptions].sort();
  const groups = Array.from({ length: Math.ceil(subscriptions.length / GROUP) }, (_, index) =>
    subscriptions.slice(index * GROUP, (index + 1) * GROUP),
  );
  const found = await mapLimited(groups, (group) => locateGroup(context, { ...place, subscriptions: group }));
  return {
    clusters: found.flatMap(({ clusters }) => clusters),
    workspaceIds: found.flatMap(({ workspaceIds }) => workspaceIds),
  };
}

async function locateGroup(context: Search, place: Place): Promise<Located> {
  const { service, search } = context;
  const { clusters, extensions, subscriptions, workspaces } = await askAll(context, place);
  if (clusters === null) return locateByLists(service, search, place);
  const found = clusters.map(decodeClusterRow).filter((cluster) => cluster !== null);
  const seen = new Set([
    ...found.map(({ id }) => subscriptionOf(id).toLowerCase()),
    ...(subscriptions ?? []).map(decodeSubscriptionRow).filter((id) => id !== null),
  ]);
  const unseen = place.subscriptions.filter((id) => !seen.has(id.toLowerCase()));
  const isSeen = (id: string): boolean => seen.has(id.toLowerCase());
  const [withExtensions, listed, ids] = await Promise.all([
    addExtensions(
      service,
      found.map((cluster) => ({ cluster, source: 'resource-graph' })),
      { extensions, signal: place.signal },
    ),
    locateByLists(service, search, { ...place, subscriptions: unseen }),
    workspaces === null && place.withWorkspaces
      ? listWorkspaces(service, search, { ...place, subscriptions: place.subscriptions.filter(isSeen) })
      : workspaceIdsOf(workspaces ?? []),
  ]);
  return {
    clusters: [...withExtensions, ...listed.clusters],
    workspaceIds: [...ids, ...listed.workspaceIds],
  };
}

type Rows = readonly GraphRow[] | null;

/** The rows of each query; null where lists have to be read instead. */
async function askAll(
  { graph, service }: Search,
  { subscriptions, withWorkspaces, signal }: Place,
): Promise<Record<GraphQueryName, Rows>> {
  const { timeLeftMs } = service.workspace;
  const ask = async (query: GraphQueryName): Promise<Rows> =>
    rowsOf(await graph.read({ query, subscriptions, signal, timeLeftMs }));
  const [clusters, extensions, found, workspaces] = await Promise.all([
    ask('clusters'),
    ask('extensions'),
    ask('subscriptions'),
    withWorkspaces ? ask('workspaces') : null,
  ]);
  return { clusters, extensions, subscriptions: found, workspaces };
}

function rowsOf(rows: GraphRows): Rows {
  return rows.kind === 'rows' && rows.isComplete ? rows.rows : null;
}

function addExtensions(
  service: ComputeService,
  clusters: readonly Pick<LocatedCluster, 'cluster' | 'source'>[],
  { extensions, signal }: { readonly extensions: Rows; readonly signal: AbortSignal | undefined },
): Promise<readonly LocatedCluster[]> {
  if (extensions === null)
    return mapLimited(clusters, (located) => withListedExtension(service, located, signal));
  const byCluster = new Map<string, Extension>();
  for (const found of extensions.map(decodeExtensionRow)) {
    if (found !== null && !byCluster.has(found.clusterId)) byCluster.set(found.clusterId, found.extension);
  }
  const located = clusters.map(({ cluster, source }): LocatedCluster => {
    const value = byCluster.get(cluster.id.toLowerCase()) ?? null;
    return { cluster, source, extension: { kind: 'read', value }, extensionSource: 'resource-graph' };
  });
  return Promise.resolve(located);
}

function workspaceIdsOf(rows: readonly GraphRow[]): WorkspaceId[] {
  return rows.map(decodeWorkspaceId).filter((id) => id !== null);
}
