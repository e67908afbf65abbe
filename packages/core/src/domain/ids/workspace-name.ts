import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { requireResourceGroup, requireSubscriptionId } from './arm-id.js';
import type { ComputeName } from './compute-name.js';
import { type ComputeId, parseComputeId, parseWorkspaceId, type WorkspaceId } from './resource-ids.js';

/** The three names that together make a workspace unique. */
export interface WorkspaceName {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** @throws InvalidInputError naming the part that is wrong. */
export function workspaceIdOf(workspace: WorkspaceName): WorkspaceId {
  const subscriptionId = requireSubscriptionId(workspace.subscriptionId, 'subscriptionId');
  const resourceGroup = requireResourceGroup(workspace.resourceGroup, 'resourceGroup');
  const name = requireWorkspaceName(workspace.name);
  return parseWorkspaceId(
    `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}` +
      `/providers/Microsoft.MachineLearningServices/workspaces/${name}`,
  );
}

/** The pattern is the service's own (REST description, `workspaceName`). */
function requireWorkspaceName(text: unknown): string {
  if (typeof text === 'string' && /^[a-z0-9][\w-]{2,32}$/i.test(text)) return text;
  throw new InvalidInputError({
    field: 'name',
    rule: 'must be a workspace name: 3 to 33 letters, digits, - or _, starting with a letter or digit',
    example: 'my-workspace',
  });
}

/** The parts of a workspace's ARM id. */
export function workspaceNameOf(id: WorkspaceId): WorkspaceName {
  const [, , subscriptionId = '', , resourceGroup = '', , , , name = ''] = id.split('/');
  return { subscriptionId, resourceGroup, name };
}

/** The ARM id of a compute of a workspace. */
export function computeIdOf(workspace: WorkspaceId, name: ComputeName): ComputeId {
  return parseComputeId(`${workspace}/computes/${name}`);
}
