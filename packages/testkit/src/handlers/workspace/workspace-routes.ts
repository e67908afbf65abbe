import type { Route } from '../../service/route.js';
import { GROUP, LIST_SCOPES } from '../../service/scope-templates.js';
import { getWorkspace, listWorkspaces } from './get-workspace.js';

const TYPE = 'Microsoft.MachineLearningServices/workspaces';
const workspaceRead = { type: TYPE, action: `${TYPE}/read`, query: [] } as const;

/** Workspaces of a subscription and of a resource group. */
export const workspaceRoutes: readonly Route[] = [
  {
    name: 'workspace.get',
    method: 'GET',
    template: `${GROUP}/providers/${TYPE}/{workspace}`,
    ...workspaceRead,
    handle: getWorkspace,
  },
  ...LIST_SCOPES.map(
    (scope): Route => ({
      name: 'workspace.list',
      method: 'GET',
      template: `${scope}/providers/${TYPE}`,
      ...workspaceRead,
      handle: listWorkspaces,
    }),
  ),
];
