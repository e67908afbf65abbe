import type { Cluster } from '../domain/cluster.js';
import { distinctIds, requireSubscriptionId, sameArmId } from '../domain/ids/arm-id.js';
import { subscriptionOf, type WorkspaceId } from '../domain/ids/resource-ids.js';
import type { ComputeService } from '../service/service.js';
import { BestEffortSearch, type SearchFailure } from './best-effort-search.js';
import { type Attachment, findAttachments, parseWorkspaces } from './find-attachments.js';
import { listSubscriptions } from './list-subscriptions.js';
import { locateByGraph } from './locate-by-graph.js';
import { locateByLists } from './locate-by-lists.js';
import type { Located, LocatedCluster, Place } from './located.js';
import type { ResourceGraph } from './resource-graph.js';

/** Where to look for clusters. */
export interface FindClustersOptions {
  /**
   * Subscriptions to look in, or `all` that the caller sees.
   * @default the workspace's own, which is where the clusters have to be
   */
  readonly subscriptionIds?: readonly string[] | 'all' | undefined;
  /**
   * Further workspaces in which clusters may be attached: their ARM ids, or `all` that can be seen in the
   * subscriptions, at one request and more for each.
   * @default []
   */
  readonly workspaces?: readonly string[] | 'all' | undefined;
  /**
   * `lists` reads Azure Resource Manager alone, for facts that must be fresh; `auto` asks Azure Resource Graph where
   * there are two subscriptions or more.
   * @default 'auto'
   */
  readonly discovery?: 'auto' | 'lists' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A cluster, and what an attach of it depends on. */
export interface FoundCluster extends LocatedCluster {
  /** Whether it is in the subscription of the workspace. Azure supports no attach across subscriptions. */
  readonly isInSubscription: boolean;
  /** Names under which it is attached to this workspace already. */
  readonly attachedAs: readonly string[];
  /** Where it is attached in the further workspaces. */
  readonly attachedElsewhere: readonly Pick<Attachment, 'workspaceId' | 'name'>[];
}

/**
 * What was found, beside what could not be looked at. What the caller may not read gives no rows and no failure, so a
 * cluster that is missing here may still exist.
 */
export interface FoundClusters {
  /** The subscriptions that were looked into. */
  readonly subscriptionIds: readonly string[];
  /** Those of the workspace's own subscription first. */
  readonly clusters: readonly FoundCluster[];
  readonly failures: readonly SearchFailure[];
}

/** What a search stands on. */
export interface Discovery {
  readonly service: ComputeService;
  readonly graph: ResourceGraph;
}

/**
 * Finds AKS and Azure Arc clusters with the state of their extension, and where they are attached already. A
 * subscription or workspace that cannot be read, or not to its end, is reported beside what the others gave.
 *
 * @throws InvalidInputError when the id of a subscription or workspace is invalid, before any request.
 * @throws the typed error of a refusal, when all subscriptions are asked for and cannot be listed.
 */
export async function findClusters(
  { service, graph }: Discovery,
  { subscriptionIds = [], workspaces = [], discovery = 'auto', signal }: FindClustersOptions = {},
): Promise<FoundClusters> {
  const asked = parseSubscriptions(subscriptionIds);
  const further = parseWorkspaces(workspaces);
  const search = new BestEffortSearch(signal);
  const subscriptions = await resolveSubscriptions(service, asked, signal);
  const place: Place = { subscriptions, withWorkspaces: further === 'all', signal };
  const byLists = discovery === 'lists' || subscriptions.length < 2;
  const located = byLists
    ? locateByLists(service, search, place)
    : locateByGraph({ service, graph, search }, place);
  const [{ clusters }, attachments] = await Promise.all([
    located,
    workspacesOf(further, located).then((workspaceIds) =>
      findAttachments(service, search, { workspaceIds, signal }),
    ),
  ]);
  const found = clusters.map((located) => ({
    ...located,
    isInSubscription: sameArmId(subscriptionOf(located.cluster.id), service.workspace.subscriptionId),
    ...usesOf(located.cluster, attachments, service),
  }));
  return {
    subscriptionIds: subscriptions,
    clusters: found.toSorted((one, other) => Number(other.isInSubscription) - Number(one.isInSubscription)),
    failures: search.failures,
  };
}

function parseSubscriptions(ids: readonly string[] | 'all'): readonly string[] | 'all' {
  return ids === 'all'
    ? ids
    : distinctIds(ids.map((id, index) => requireSubscriptionId(id, `subscriptionIds[${index}]`)));
}

async function resolveSubscriptions(
  service: ComputeService,
  asked: readonly string[] | 'all',
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const own = service.workspace.subscriptionId;
  if (asked === 'all') return distinctIds([own, ...(await listSubscriptions(service, signal))]);
  return asked.length === 0 ? [own] : asked;
}

/** Further workspaces that are named need not wait for the clusters. */
async function workspacesOf(
  further: readonly WorkspaceId[] | 'all',
  located: Promise<Located>,
): Promise<readonly WorkspaceId[]> {
  return further === 'all' ? (await located).workspaceIds : further;
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
