import { roleCheckFailed } from '../../refusals/compute-refusals.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import { rolesOf } from '../../service/workspace-roles.js';
import type { ComputeSpec, WorkspaceRecord } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';

/**
 * Refuses at once that the workspace's identity holds no role at all on the cluster: in mode `roleCheck: 'synchronous'`,
 * and on AKS for a workspace with user-assigned identities alone (from users' reports). A single role that is missing
 * shows later.
 *
 * @throws ArmRefusal 400
 */
export function checkClusterRole(
  { resourceId }: ComputeSpec,
  workspace: WorkspaceRecord,
  { call, service }: { readonly call: ArmCall; readonly service: ServiceContext },
): void {
  const { world, modes } = service;
  const { principalId, userIdentities } = workspace;
  const cluster = world.clusters.get(idKey(resourceId ?? ''));
  if (cluster === undefined || rolesOf(cluster, { workspace, world, now: call.now }).length > 0) return;
  const hasOwnIdentity = principalId !== null || userIdentities.length === 0;
  if (modes.roleCheck === 'synchronous' || (cluster.kind === 'aks' && !hasOwnIdentity))
    throw roleCheckFailed();
}
