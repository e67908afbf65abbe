import { parentNotFound, resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import type { WorkspaceRecord } from '../../world/records.js';
import { idKey, resourceId } from '../../world/resource-id.js';

const TYPE = 'Microsoft.MachineLearningServices/workspaces';

/** The workspace of the path. @throws ArmRefusal 404 `ResourceNotFound` */
export function findWorkspace(call: ArmCall, service: ServiceContext): WorkspaceRecord {
  const workspace = lookUp(call, service);
  if (workspace === undefined) throw resourceNotFound(TYPE, param(call, 'workspace'));
  return workspace;
}

/** The workspace of the path, for a request about a child of it. @throws ArmRefusal 404 `ParentResourceNotFound` */
export function findParentWorkspace(call: ArmCall, service: ServiceContext): WorkspaceRecord {
  const workspace = lookUp(call, service);
  if (workspace === undefined) throw parentNotFound(TYPE, param(call, 'workspace'));
  return workspace;
}

function lookUp(call: ArmCall, { world }: ServiceContext): WorkspaceRecord | undefined {
  const place = {
    subscriptionId: param(call, 'subscription'),
    resourceGroup: param(call, 'group'),
    name: param(call, 'workspace'),
  };
  return world.workspaces.get(idKey(resourceId(TYPE, place)));
}
