import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import { inScopeOf } from '../../service/in-scope-of.js';
import { systemData } from '../../service/system-data.js';
import { userAssignedIdentities } from '../../service/user-assigned-identities.js';
import { guidFrom } from '../../world/guid-source.js';
import type { WorkspaceRecord } from '../../world/records.js';
import { TENANT_ID } from '../../world/tenant-id.js';
import { timestamp } from '../../world/timestamp.js';
import type { World } from '../../world/world.js';
import { findWorkspace } from './find-workspace.js';

/** A workspace, with the members that matter for computes (documented). */
export function getWorkspace(call: ArmCall, service: ServiceContext): Answer {
  return answerJson(workspaceBody(findWorkspace(call, service), service.world));
}

/** Workspaces of the subscription, or of the resource group when the path names one. */
export function listWorkspaces(call: ArmCall, { world }: ServiceContext): Answer {
  const value = [...world.workspaces.values()]
    .filter(inScopeOf(call))
    .map((workspace) => workspaceBody(workspace, world));
  return answerJson({ value });
}

/** The members that matter for computes; a real workspace has many more (documented). */
function workspaceBody(workspace: WorkspaceRecord, world: World): JsonObject {
  const identity = workspaceIdentity(workspace, world);
  const [primary] = workspace.userIdentities;
  return {
    id: workspace.id,
    name: workspace.name,
    type: 'Microsoft.MachineLearningServices/workspaces',
    location: workspace.location,
    tags: workspace.tags === null ? {} : { ...workspace.tags },
    kind: 'Default',
    sku: { name: 'Basic', tier: 'Basic' },
    ...(identity === null ? {} : { identity }),
    properties: {
      friendlyName: workspace.name,
      workspaceId: guidFrom(`workspace ${workspace.id}`),
      provisioningState: 'Succeeded',
      publicNetworkAccess: workspace.publicNetworkAccess,
      ...(primary === undefined ? {} : { primaryUserAssignedIdentity: primary }),
      creationTime: timestamp(workspace.createdAt),
      tenantId: TENANT_ID,
    },
    systemData: systemData(workspace.createdAt),
  };
}

function workspaceIdentity(workspace: WorkspaceRecord, world: World): JsonObject | null {
  const { principalId, userIdentities } = workspace;
  const system = principalId === null ? null : { principalId, tenantId: TENANT_ID };
  if (userIdentities.length === 0) return system === null ? null : { type: 'SystemAssigned', ...system };
  const user = { userAssignedIdentities: userAssignedIdentities(userIdentities, world) };
  if (system === null) return { type: 'UserAssigned', ...user };
  return { type: 'SystemAssigned,UserAssigned', ...system, ...user };
}
