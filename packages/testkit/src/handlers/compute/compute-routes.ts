import type { Route } from '../../service/route.js';
import { GROUP, SUBSCRIPTION } from '../../service/scope-templates.js';
import { deleteCompute } from './delete-compute.js';
import { getCompute } from './get-compute.js';
import { getOperationResult, getOperationStatus } from './get-operation.js';
import { listComputes } from './list-computes.js';
import { patchCompute } from './patch-compute.js';
import { listKeys, listNodes, powerCompute } from './post-compute.js';
import { putCompute } from './put-compute.js';

const ML_TYPE = 'Microsoft.MachineLearningServices/workspaces';
const COMPUTES = `${GROUP}/providers/${ML_TYPE}/{workspace}/computes`;
const COMPUTE = `${COMPUTES}/{compute}`;
const LOCATION = `${SUBSCRIPTION}/providers/Microsoft.MachineLearningServices/locations/{location}`;

const computeRead = { type: ML_TYPE, action: `${ML_TYPE}/computes/read`, query: [] } as const;
const computeWrite = { type: ML_TYPE, action: `${ML_TYPE}/computes/write`, query: [] } as const;

const resourceRoutes: readonly Route[] = [
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

const actionRoutes: readonly Route[] = [
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

const operationRead = {
  type: ML_TYPE,
  action: 'Microsoft.MachineLearningServices/locations/computeOperationsStatus/read',
  query: 'any',
} as const;

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

/** Computes, what can be done with them, and their operations. */
export const computeRoutes: readonly Route[] = [...resourceRoutes, ...operationRoutes, ...actionRoutes];
