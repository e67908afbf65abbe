import { operationAt } from './lifecycle.js';
import type { BindingRecord } from './preparing-records.js';
import type { ClusterRecord } from './records.js';
import { idKey } from './resource-id.js';
import type { World } from './world.js';

/** The role that a workspace needs (documented). */
const ML_WORKLOAD = 'Microsoft.MachineLearningServices/workspaces/mlworkload';

/** A Trusted Access role binding at one instant. */
export interface BindingView {
  readonly record: BindingRecord;
  readonly provisioningState: 'Updating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled';
}

/** The bindings of a cluster at `now`: those of its seed, which are always there, and those that were written. */
export function bindingsOf(world: World, cluster: ClusterRecord, now: number): readonly BindingView[] {
  const seeded = cluster.trustedWorkspaces.map((sourceResourceId, index): BindingView => {
    const name = `binding-${index + 1}`;
    const id = `${cluster.id}/trustedAccessRoleBindings/${name}`;
    const record = {
      id,
      clusterId: cluster.id,
      name,
      sourceResourceId,
      roles: [ML_WORKLOAD],
      operation: null,
    };
    return { record, provisioningState: 'Succeeded' };
  });
  const isWritten = (id: string): boolean => world.bindings.has(idKey(id));
  const written = [...world.bindings.values()]
    .filter(({ clusterId }) => idKey(clusterId) === idKey(cluster.id))
    .flatMap((record) => bindingAt(record, now) ?? []);
  return [...seeded.filter(({ record }) => !isWritten(record.id)), ...written];
}

/** Whether a workspace may reach a closed API server at `now`. */
export function isTrusted(
  world: World,
  cluster: ClusterRecord,
  seen: { readonly workspaceId: string; readonly now: number },
): boolean {
  return bindingsOf(world, cluster, seen.now).some(
    ({ record, provisioningState }) =>
      provisioningState === 'Succeeded' && idKey(record.sourceResourceId) === idKey(seen.workspaceId),
  );
}

function bindingAt(record: BindingRecord, now: number): BindingView | null {
  const { operation } = record;
  if (operation === null) return { record, provisioningState: 'Succeeded' };
  const { status } = operationAt(operation, now);
  if (status === 'InProgress')
    return { record, provisioningState: operation.verb === 'delete' ? 'Deleting' : 'Updating' };
  if (operation.verb === 'delete' && status === 'Succeeded') return null;
  return { record, provisioningState: status };
}
