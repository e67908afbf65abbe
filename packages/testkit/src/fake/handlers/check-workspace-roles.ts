import type { ComputeSpec, WorkspaceRecord } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';
import type { ServiceContext } from '../arm-call.js';
import { roleCheckFailed } from '../compute-faults.js';
import { heldRoles } from '../workspace-roles.js';

/**
 * A workspace with user-assigned identities alone is refused at once when they hold no role at all on the AKS cluster
 * (from users' reports); a single role that is missing shows later, as it does for other workspaces.
 *
 * @throws ArmRefusal 400
 */
export function checkWorkspaceRoles(
  { resourceId }: ComputeSpec,
  { principalId, userIdentities }: WorkspaceRecord,
  { world }: ServiceContext,
): void {
  if (principalId !== null || userIdentities.length === 0) return;
  const cluster = world.clusters.get(idKey(resourceId ?? ''));
  if (cluster?.kind === 'aks' && heldRoles(cluster).length === 0) throw roleCheckFailed();
}
