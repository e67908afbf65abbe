import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import type { ClusterRecord } from '../../world/records.js';
import { idKey, resourceId } from '../../world/resource-id.js';

/** The type of AKS clusters, as ARM spells it. */
export const AKS_TYPE = 'Microsoft.ContainerService/managedClusters';

/** The AKS cluster of the path. @throws ArmRefusal 404 */
export function findAksCluster(call: ArmCall, { world }: ServiceContext): ClusterRecord {
  const place = {
    subscriptionId: param(call, 'subscription'),
    resourceGroup: param(call, 'group'),
    name: param(call, 'cluster'),
  };
  const cluster = world.clusters.get(idKey(resourceId(AKS_TYPE, place)));
  if (cluster === undefined) throw resourceNotFound(AKS_TYPE, place.name);
  return cluster;
}
