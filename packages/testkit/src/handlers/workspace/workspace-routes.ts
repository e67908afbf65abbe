import type { Route } from '../../service/route.js';
import { getWorkspace, listWorkspaces } from './get-workspace.js';

const SUBSCRIPTION = '/subscriptions/{subscription}';
const TYPE = 'Microsoft.MachineLearningServices/workspaces';
const WORKSPACES = `${SUBSCRIPTION}/resourceGroups/{group}/providers/${TYPE}`;
const workspaceRead = { type: TYPE, action: `${TYPE}/read`, query: [] } as const;

/** Workspaces of a subscription and of a resource group. */
export const workspaceRoutes: readonly Route[] = [
  {
    name: 'workspace.get',
    method: 'GET',
    template: `${WORKSPACES}/{workspace}`,
    ...workspaceRead,
    handle: getWorkspace,
  },
  { name: 'workspace.list', method: 'GET', template: WORKSPACES, ...workspaceRead, handle: listWorkspaces },
  {
    name: 'workspace.list',
    method: 'GET',
    template: `${SUBSCRIPTION}/providers/${TYPE}`,
    ...workspaceRead,
    handle: listWorkspaces,
  },
];
