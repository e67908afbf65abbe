import type { JsonObject } from '../../json.js';
import { guidFrom } from '../../world/guid-source.js';
import type { WorkspaceRecord } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';
import { timestamp } from '../../world/timestamp.js';
import { type Answer, answerJson } from '../answer.js';
import { type ArmCall, param, type ServiceContext } from '../arm-call.js';
import { TENANT_ID } from '../compute-body.js';
import { findWorkspace } from './find-workspace.js';
import { systemData } from './system-data.js';

export function getWorkspace(call: ArmCall, service: ServiceContext): Answer {
  return answerJson(workspaceBody(findWorkspace(call, service)));
}

/** Workspaces of the subscription, or of the resource group when the path names one. */
export function listWorkspaces(call: ArmCall, { world }: ServiceContext): Answer {
  const subscription = idKey(param(call, 'subscription'));
  const group = call.params['group']?.toLowerCase();
  const value = [...world.workspaces.values()]
    .filter((workspace) => workspace.subscriptionId.toLowerCase() === subscription)
    .filter((workspace) => group === undefined || workspace.resourceGroup.toLowerCase() === group)
    .map(workspaceBody);
  return answerJson({ value });
}

/** The members that matter for computes; a real workspace has many more (documented). */
function workspaceBody(workspace: WorkspaceRecord): JsonObject {
  return {
    id: workspace.id,
    name: workspace.name,
    type: 'Microsoft.MachineLearningServices/workspaces',
    location: workspace.location,
    tags: workspace.tags === null ? {} : { ...workspace.tags },
    kind: 'Default',
    sku: { name: 'Basic', tier: 'Basic' },
    ...(workspace.principalId === null
      ? {}
      : { identity: { type: 'SystemAssigned', principalId: workspace.principalId, tenantId: TENANT_ID } }),
    properties: {
      friendlyName: workspace.name,
      workspaceId: guidFrom(`workspace ${workspace.id}`),
      provisioningState: 'Succeeded',
      publicNetworkAccess: workspace.publicNetworkAccess,
      creationTime: timestamp(workspace.createdAt),
      tenantId: TENANT_ID,
    },
    systemData: systemData(workspace.createdAt),
  };
}
