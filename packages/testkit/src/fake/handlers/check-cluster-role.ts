import type { ComputeSpec } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';
import type { ServiceContext } from '../arm-call.js';
import { roleCheckFailed } from '../compute-faults.js';

/** Mode `roleCheck: 'synchronous'`. @throws ArmRefusal 400 */
export function checkClusterRole({ resourceId }: ComputeSpec, { world, modes }: ServiceContext): void {
  if (modes.roleCheck !== 'synchronous') return;
  const cluster = world.clusters.get(idKey(resourceId ?? ''));
  if (cluster?.workspaceAccess === false) throw roleCheckFailed();
}
