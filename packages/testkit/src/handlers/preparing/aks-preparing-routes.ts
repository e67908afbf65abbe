import type { Route } from '../../service/route.js';
import { GROUP, SUBSCRIPTION } from '../../service/scope-templates.js';
import { AKS_TYPE } from './find-aks-cluster.js';
import { getCommandResult, runCommand } from './run-command.js';
import {
  deleteTrustedAccess,
  getTrustedAccess,
  listTrustedAccess,
  putTrustedAccess,
} from './trusted-access.js';
import {
  getTrustedAccessOperation,
  getTrustedAccessResult,
  listTrustedAccessRoles,
} from './trusted-access-operation.js';

const CLUSTER = `${GROUP}/providers/${AKS_TYPE}/{cluster}`;
const BINDINGS = `${CLUSTER}/trustedAccessRoleBindings`;
const LOCATION = `${SUBSCRIPTION}/providers/Microsoft.ContainerService/locations/{location}`;

const trusted = { type: 'Microsoft.ContainerService/trustedAccess', query: [] } as const;
const READ = `${AKS_TYPE}/trustedAccessRoleBindings/read`;
const operationRead = { ...trusted, method: 'GET', action: null, query: 'any' } as const;

/** What prepares an AKS cluster beside its extension: Trusted Access, and commands inside it. */
export const aksPreparingRoutes: readonly Route[] = [
  {
    name: 'cluster.trusted-access',
    method: 'GET',
    template: BINDINGS,
    ...trusted,
    action: READ,
    handle: listTrustedAccess,
  },
  {
    name: 'trusted-access.get',
    method: 'GET',
    template: `${BINDINGS}/{binding}`,
    ...trusted,
    action: READ,
    handle: getTrustedAccess,
  },
  {
    name: 'trusted-access.put',
    method: 'PUT',
    template: `${BINDINGS}/{binding}`,
    ...trusted,
    action: `${AKS_TYPE}/trustedAccessRoleBindings/write`,
    handle: putTrustedAccess,
  },
  {
    name: 'trusted-access.delete',
    method: 'DELETE',
    template: `${BINDINGS}/{binding}`,
    ...trusted,
    action: `${AKS_TYPE}/trustedAccessRoleBindings/delete`,
    handle: deleteTrustedAccess,
  },
  {
    name: 'trusted-access.operation',
    template: `${LOCATION}/operations/{operation}`,
    ...operationRead,
    handle: getTrustedAccessOperation,
  },
  {
    name: 'trusted-access.result',
    template: `${LOCATION}/operationresults/{operation}`,
    ...operationRead,
    handle: getTrustedAccessResult,
  },
  {
    name: 'trusted-access.roles',
    method: 'GET',
    template: `${LOCATION}/trustedAccessRoles`,
    ...trusted,
    action: 'Microsoft.ContainerService/locations/trustedAccessRoles/read',
    handle: listTrustedAccessRoles,
  },
  {
    name: 'cluster.run-command',
    method: 'POST',
    template: `${CLUSTER}/runCommand`,
    type: AKS_TYPE,
    action: `${AKS_TYPE}/runCommand/action`,
    query: [],
    handle: runCommand,
  },
  {
    name: 'cluster.command-result',
    method: 'GET',
    template: `${CLUSTER}/commandResults/{command}`,
    type: AKS_TYPE,
    action: `${AKS_TYPE}/commandResults/read`,
    query: 'any',
    handle: getCommandResult,
  },
];
