import { distinctIds } from '../domain/ids/arm-id.js';
import { parseWorkspaceId, subscriptionOf, type WorkspaceId } from '../domain/ids/resource-ids.js';
import { listPages } from '../service/list.js';
import { mapLimited } from '../service/map-limited.js';
import type { ComputeService } from '../service/service.js';
import type { BestEffortSearch } from './best-effort-search.js';

/** A compute that stands for a cluster. */
export interface Attachment {
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  /** In lower case. */
  readonly clusterId: string;
}

/** @throws InvalidInputError naming `workspaces` when an id is invalid. */
export function parseWorkspaces(workspaces: readonly string[] | 'all'): readonly WorkspaceId[] | 'all' {
  return workspaces === 'all' ? workspaces : workspaces.map((id) => parseWorkspaceId(id, 'workspaces'));
}

/**
 * Finds every Kubernetes compute of the service's own workspace and of further ones, with the cluster that it stands for.
 * Azure Resource Graph has no computes, so each workspace is read by its list.
 */
export async function findAttachments(
  service: ComputeService,
  search: BestEffortSearch,
  {
    workspaceIds,
    signal,
  }: { readonly workspaceIds: readonly WorkspaceId[]; readonly signal: AbortSignal | undefined },
): Promise<Attachment[]> {
  const found = await mapLimited(distinctIds([service.workspace.id, ...workspaceIds]), (id) =>
    attachmentsOf(service, search, { id, signal }),
  );
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
