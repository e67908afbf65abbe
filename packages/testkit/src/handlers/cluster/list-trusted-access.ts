import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { idKey, resourceId } from '../../world/resource-id.js';

const TYPE = 'Microsoft.ContainerService/managedClusters';

/** Trusted Access role bindings of an AKS cluster: which workspaces may reach a closed API server (documented). */
export function listTrustedAccess(call: ArmCall, { world }: ServiceContext): Answer {
  const place = {
    subscriptionId: param(call, 'subscription'),
    resourceGroup: param(call, 'group'),
    name: param(call, 'cluster'),
  };
  const cluster = world.clusters.get(idKey(resourceId(TYPE, place)));
  if (cluster === undefined) throw resourceNotFound(TYPE, place.name);
  const value = cluster.trustedWorkspaces.map((sourceResourceId, index): JsonObject => {
    const name = `binding-${index + 1}`;
    return {
      id: `${cluster.id}/trustedAccessRoleBindings/${name}`,
      name,
      type: `${TYPE}/trustedAccessRoleBindings`,
      properties: {
        provisioningState: 'Succeeded',
        sourceResourceId,
        roles: ['Microsoft.MachineLearningServices/workspaces/mlworkload'],
      },
    };
  });
  return answerJson({ value });
}
