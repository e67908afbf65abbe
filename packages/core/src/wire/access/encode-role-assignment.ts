import type { RoleGrant } from '../../domain/preparing/role-assignment-id.js';

/** The body of a role assignment; the type of the principal lets Azure accept one that has not replicated yet. */
export function encodeRoleAssignment({ principalId, roleId }: RoleGrant, subscriptionId: string): unknown {
  return {
    properties: {
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
      principalId,
      principalType: 'ServicePrincipal',
    },
  };
}
