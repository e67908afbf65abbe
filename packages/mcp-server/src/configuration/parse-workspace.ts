import {
  InvalidInputError,
  parseWorkspaceId,
  type WorkspaceName,
  workspaceIdOf,
  workspaceNameOf,
} from '@azureml-kubernetes/core';

/**
 * Reads `<subscription>/<resource-group>/<name>` or an ARM id.
 * @throws InvalidInputError
 */
export function parseWorkspace(text: string): WorkspaceName {
  if (text.startsWith('/')) return workspaceNameOf(parseWorkspaceId(text));
  const [subscriptionId, resourceGroup, name, ...rest] = text.split('/');
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined || rest.length > 0) {
    throw new InvalidInputError({
      field: 'workspace',
      rule: 'must be <subscription>/<resource-group>/<workspace> or the ARM id of a workspace',
      example: '11111111-2222-3333-4444-555555555555/my-rg/my-workspace',
    });
  }
  const workspace = { subscriptionId, resourceGroup, name };
  workspaceIdOf(workspace);
  return workspace;
}
