import { distinctIds } from '../domain/ids/arm-id.js';
import { parseWorkspaceId, subscriptionOf, type WorkspaceId } from '../domain/ids/resource-ids.js';
import { listPages } from '../service/list.js';
import { mapLimited } from '../service/map-limited.js';
import { readPages } from '../service/read-pages.js';
import type { ComputeService } from '../service/service.js';
import { decodeWorkspaceId } from '../wire/decode-workspace.js';
import type { BestEffortSearch } from './best-effort-search.js';

/** A compute that stands for a cluster. */
export interface Attachment {
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  /** In lower case. */
  readonly clusterId: string;
}

export interface AttachmentSearch {
  /** ARM ids, or `all` that can be seen in the subscriptions. The service's own workspace is always looked at. */
  readonly workspaces: readonly WorkspaceId[] | 'all';
  readonly subscriptions: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** @throws InvalidInputError naming `workspaces` when an id is invalid. */
export function parseWorkspaces(workspaces: readonly string[] | 'all'): readonly WorkspaceId[] | 'all' {
  return workspaces === 'all' ? workspaces : workspaces.map((id) => parseWorkspaceId(id, 'workspaces'));
}

/** Every Kubernetes compute of the workspaces, with the cluster that it stands for. */
export async function findAttachments(
  service: ComputeService,
  search: BestEffortSearch,
  { workspaces, subscriptions, signal }: AttachmentSearch,
): Promise<Attachment[]> {
  const further =
    workspaces === 'all' ? await findWorkspaces(service, search, { subscriptions, signal }) : workspaces;
  const found = await mapLimited(distinctIds([service.workspace.id, ...further]), (id) =>
    attachmentsOf(service, search, { id, signal }),
  );
  return found.flat();
}

async function findWorkspaces(
  service: ComputeService,
  search: BestEffortSearch,
  { subscriptions, signal }: Pick<AttachmentSearch, 'subscriptions' | 'signal'>,
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

async function attachmentsOf(
  service: ComputeService,
  search: BestEffortSearch,
  { id, signal }: { readonly id: WorkspaceId; readonly signal: AbortSignal | undefined },
): Promise<Attachment[]> {
  const url = `${service.endpoint}${id}/computes?api-version=${service.workspace.apiVersion}`;
  const list = { subscriptionId: subscriptionOf(id), kind: 'computes', workspaceId: id } as const;
  const entries = await search.read(list, listPages(service, signal, url));
  return entries.flatMap((entry) => {
    if (entry.kind !== 'kubernetes' || entry.compute.clusterResourceId === null) return [];
    const { name, clusterResourceId } = entry.compute;
    return [{ workspaceId: id, name, clusterId: clusterResourceId.toLowerCase() }];
  });
}
