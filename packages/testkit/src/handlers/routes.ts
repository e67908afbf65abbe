import type { Route } from '../service/route.js';
import { getIdentity, listIdentities } from './access/get-identity.js';
import { listPermissions } from './access/list-permissions.js';
import { listRoleAssignments } from './access/list-role-assignments.js';
import { deleteRoleAssignment, getRoleAssignment, putRoleAssignment } from './access/role-assignment.js';
import { getCluster, listClusters } from './cluster/get-cluster.js';
import { listKubernetesVersions } from './cluster/list-kubernetes-versions.js';
import { deleteCompute } from './compute/delete-compute.js';
import { getCompute } from './compute/get-compute.js';
import { getOperationResult, getOperationStatus } from './compute/get-operation.js';
import { listComputes } from './compute/list-computes.js';
import { patchCompute } from './compute/patch-compute.js';
import { listKeys, listNodes, powerCompute } from './compute/post-compute.js';
import { putCompute } from './compute/put-compute.js';
import { queryGraph } from './graph/query-graph.js';
import { preparingRoutes } from './preparing/preparing-routes.js';
import { resourceManagerRoutes } from './resource-manager/resource-manager-routes.js';
import { getWorkspace, listWorkspaces } from './workspace/get-workspace.js';

const SUBSCRIPTION = '/subscriptions/{subscription}';
const GROUP = `${SUBSCRIPTION}/resourceGroups/{group}`;
const ML = 'providers/Microsoft.MachineLearningServices';
const WORKSPACES = `${GROUP}/${ML}/workspaces`;
const WORKSPACE = `${WORKSPACES}/{workspace}`;
const COMPUTES = `${WORKSPACE}/computes`;
const COMPUTE = `${COMPUTES}/{compute}`;
const LOCATION = `${SUBSCRIPTION}/${ML}/locations/{location}`;
const IDENTITIES = 'providers/Microsoft.ManagedIdentity/userAssignedIdentities';

const ML_TYPE = 'Microsoft.MachineLearningServices/workspaces';
const workspaceRead = { type: ML_TYPE, action: `${ML_TYPE}/read`, query: [] } as const;
const computeRead = { type: ML_TYPE, action: `${ML_TYPE}/computes/read`, query: [] } as const;
const computeWrite = { type: ML_TYPE, action: `${ML_TYPE}/computes/write`, query: [] } as const;
const operationRead = {
  type: ML_TYPE,
  action: 'Microsoft.MachineLearningServices/locations/computeOperationsStatus/read',
  query: 'any',
} as const;
const workspaceRoutes: readonly Route[] = [
  {
    name: 'resource-graph.query',
    method: 'POST',
    template: '/providers/Microsoft.ResourceGraph/resources',
    type: 'Microsoft.ResourceGraph/resources',
    action: null,
    query: [],
    handle: queryGraph,
  },
  { name: 'workspace.get', method: 'GET', template: WORKSPACE, ...workspaceRead, handle: getWorkspace },
  { name: 'workspace.list', method: 'GET', template: WORKSPACES, ...workspaceRead, handle: listWorkspaces },
  {
    name: 'workspace.list',
    method: 'GET',
    template: `${SUBSCRIPTION}/${ML}/workspaces`,
    ...workspaceRead,
    handle: listWorkspaces,
  },
];

const computeRoutes: readonly Route[] = [
  {
    name: 'compute.list',
    method: 'GET',
    template: COMPUTES,
    ...computeRead,
    query: ['$skip'],
    handle: listComputes,
  },
  { name: 'compute.get', method: 'GET', template: COMPUTE, ...computeRead, handle: getCompute },
  { name: 'compute.put', method: 'PUT', template: COMPUTE, ...computeWrite, handle: putCompute },
  { name: 'compute.patch', method: 'PATCH', template: COMPUTE, ...computeWrite, handle: patchCompute },
  {
    name: 'compute.delete',
    method: 'DELETE',
    template: COMPUTE,
    type: ML_TYPE,
    action: `${ML_TYPE}/computes/delete`,
    query: ['underlyingResourceAction'],
    handle: deleteCompute,
  },
];

const computeActionRoutes: readonly Route[] = [
  {
    name: 'compute.list-nodes',
    method: 'POST',
    template: `${COMPUTE}/listNodes`,
    ...computeRead,
    action: `${ML_TYPE}/computes/listNodes/action`,
    handle: listNodes,
  },
  {
    name: 'compute.list-keys',
    method: 'POST',
    template: `${COMPUTE}/listKeys`,
    ...computeRead,
    action: `${ML_TYPE}/computes/listKeys/action`,
    handle: listKeys,
  },
  ...(['start', 'stop', 'restart'] as const).map(
    (verb): Route => ({
      name: `compute.${verb}`,
      method: 'POST',
      template: `${COMPUTE}/${verb}`,
      ...computeWrite,
      action: `${ML_TYPE}/computes/${verb}/action`,
      handle: (call, service) => powerCompute(verb, call, service),
    }),
  ),
];

const operationRoutes: readonly Route[] = [
  {
    name: 'operation.status',
    method: 'GET',
    template: `${LOCATION}/computeOperationsStatus/{operation}`,
    ...operationRead,
    handle: getOperationStatus,
  },
  {
    name: 'operation.result',
    method: 'GET',
    template: `${LOCATION}/computeOperationsResults/{operation}`,
    ...operationRead,
    handle: getOperationResult,
  },
];

const clusterRoutes: readonly Route[] = (
  [
    ['aks', 'Microsoft.ContainerService/managedClusters'],
    ['arc', 'Microsoft.Kubernetes/connectedClusters'],
  ] as const
).flatMap(([kind, type]): Route[] => {
  const read = { method: 'GET', type, action: `${type}/read`, query: [] } as const;
  const list = (call: Parameters<Route['handle']>[0], service: Parameters<Route['handle']>[1]) =>
    listClusters(kind, call, service);
  return [
    ...[SUBSCRIPTION, GROUP].map(
      (scope): Route => ({
        name: 'cluster.list',
        template: `${scope}/providers/${type}`,
        ...read,
        query: ['$skip'],
        handle: list,
      }),
    ),
    {
      name: 'cluster.get',
      template: `${GROUP}/providers/${type}/{cluster}`,
      ...read,
      handle: (call, service) => getCluster(kind, call, service),
    },
  ];
});

const AKS_TYPE = 'Microsoft.ContainerService/managedClusters';

const aksRoutes: readonly Route[] = [
  {
    name: 'kubernetes-version.list',
    method: 'GET',
    template: `${SUBSCRIPTION}/providers/Microsoft.ContainerService/locations/{location}/kubernetesVersions`,
    type: AKS_TYPE,
    action: 'Microsoft.ContainerService/locations/kubernetesversions/read',
    query: [],
    handle: listKubernetesVersions,
  },
];

const ROLE_ASSIGNMENTS = '{+scope}/providers/Microsoft.Authorization/roleAssignments';
const roleAssignment = { type: 'Microsoft.Authorization/roleAssignments', query: [] } as const;

const roleAssignmentRoutes: readonly Route[] = [
  {
    name: 'role-assignment.list',
    method: 'GET',
    template: ROLE_ASSIGNMENTS,
    ...roleAssignment,
    action: 'Microsoft.Authorization/roleAssignments/read',
    query: ['$filter'],
    handle: listRoleAssignments,
  },
  {
    name: 'role-assignment.get',
    method: 'GET',
    template: `${ROLE_ASSIGNMENTS}/{assignment}`,
    ...roleAssignment,
    action: 'Microsoft.Authorization/roleAssignments/read',
    handle: getRoleAssignment,
  },
  {
    name: 'role-assignment.put',
    method: 'PUT',
    template: `${ROLE_ASSIGNMENTS}/{assignment}`,
    ...roleAssignment,
    action: 'Microsoft.Authorization/roleAssignments/write',
    handle: putRoleAssignment,
  },
  {
    name: 'role-assignment.delete',
    method: 'DELETE',
    template: `${ROLE_ASSIGNMENTS}/{assignment}`,
    ...roleAssignment,
    action: 'Microsoft.Authorization/roleAssignments/delete',
    handle: deleteRoleAssignment,
  },
];

const identityRead = {
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  action: 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
  query: [],
} as const;

const neighbourRoutes: readonly Route[] = [
  {
    name: 'identity.get',
    method: 'GET',
    template: `${GROUP}/${IDENTITIES}/{identity}`,
    ...identityRead,
    handle: getIdentity,
  },
  ...[SUBSCRIPTION, GROUP].map(
    (scope): Route => ({
      name: 'identity.list',
      method: 'GET',
      template: `${scope}/${IDENTITIES}`,
      ...identityRead,
      query: ['$skip'],
      handle: listIdentities,
    }),
  ),
  {
    name: 'permission.list',
    method: 'GET',
    template: '{+scope}/providers/Microsoft.Authorization/permissions',
    type: 'Microsoft.Authorization/permissions',
    action: null,
    query: [],
    handle: listPermissions,
  },
  ...roleAssignmentRoutes,
];

/** Every operation that the fake models; more specific templates stand first. */
export const routes: readonly Route[] = [
  ...computeRoutes,
  ...operationRoutes,
  ...computeActionRoutes,
  ...workspaceRoutes,
  ...resourceManagerRoutes,
  ...clusterRoutes,
  ...aksRoutes,
  ...preparingRoutes,
  ...neighbourRoutes,
];
