import type { Route } from '../../service/route.js';
import { GROUP, LIST_SCOPES } from '../../service/scope-templates.js';
import { getIdentity, listIdentities } from './get-identity.js';
import { listPermissions } from './list-permissions.js';
import { listRoleAssignments } from './list-role-assignments.js';
import { deleteRoleAssignment, getRoleAssignment, putRoleAssignment } from './role-assignment.js';

const IDENTITIES = 'providers/Microsoft.ManagedIdentity/userAssignedIdentities';

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

/** Identities, and what they and the caller may do. */
export const accessRoutes: readonly Route[] = [
  {
    name: 'identity.get',
    method: 'GET',
    template: `${GROUP}/${IDENTITIES}/{identity}`,
    ...identityRead,
    handle: getIdentity,
  },
  ...LIST_SCOPES.map(
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
