import type { JsonObject } from '../../json.js';
import type { RoleAssignmentRecord } from '../../world/preparing-records.js';
import { zuluTimestamp } from '../../world/timestamp.js';

/** A role assignment as the API shows it. `createdBy` is null in the answer that creates it, and filled later (recorded). */
export function roleAssignmentBody(
  assignment: RoleAssignmentRecord,
  { isFresh = false }: { readonly isFresh?: boolean } = {},
): JsonObject {
  const at = zuluTimestamp(assignment.createdAt);
  return {
    properties: {
      roleDefinitionId: assignment.roleDefinitionId,
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      scope: assignment.scope,
      condition: null,
      conditionVersion: null,
      createdOn: at,
      updatedOn: at,
      createdBy: isFresh ? null : assignment.createdBy,
      updatedBy: assignment.createdBy,
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
    id: assignment.id,
    type: 'Microsoft.Authorization/roleAssignments',
    name: assignment.name,
  };
}
