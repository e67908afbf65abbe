import {
  InvalidInputError,
  parseWorkspaceId,
  type WorkspaceName,
  workspaceIdOf,
  workspaceNameOf,
} from '@azureml-kubernetes/core';

/** The address of something in a workspace, as files of Azure ML name it. */
const ASSET =
  /^azureml:\/\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/(?:providers\/[^/]+\/)?workspaces\/([^/]+)/i;

/**
 * Reads `<subscription>/<resource-group>/<name>` or an ARM id, either with a slash at the end. It also reads what people
 * paste in their place: the URL of a portal, or an id with `azureml:` in front or without its first slash.
 * @throws InvalidInputError
 */
export function parseWorkspace(text: string): WorkspaceName {
  const [, subscription, group, workspace] = ASSET.exec(text) ?? [];
  if (subscription !== undefined && group !== undefined && workspace !== undefined)
    return checked({ subscriptionId: subscription, resourceGroup: group, name: workspace });
  if (/^subscriptions\//i.test(text)) return workspaceNameOf(parseWorkspaceId(`/${text}`));
  if (/^(?:\/|azureml:\/|https:)/i.test(text)) return workspaceNameOf(parseWorkspaceId(text));
  const [subscriptionId, resourceGroup, name, ...rest] = text.replace(/(?<=[^/])\/$/, '').split('/');
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined || rest.length > 0) {
    throw new InvalidInputError({
      field: 'workspace',
      rule: 'must be <subscription>/<resource-group>/<workspace> or the ARM id of a workspace',
      example: '11111111-2222-3333-4444-555555555555/my-rg/my-workspace',
    });
  }
  return checked({ subscriptionId, resourceGroup, name });
}

function checked(workspace: WorkspaceName): WorkspaceName {
  workspaceIdOf(workspace);
  return workspace;
}
