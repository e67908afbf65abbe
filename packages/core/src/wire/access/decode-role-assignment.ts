import * as z from 'zod';
import type { RoleAssignment } from '../../domain/role-assignment.js';

const assignment = z.looseObject({
  properties: z.looseObject({ roleDefinitionId: z.string(), principalId: z.string() }),
});

/** One role assignment, or null when the JSON is something else. */
export function decodeRoleAssignment(value: unknown): RoleAssignment | null {
  const parsed = assignment.safeParse(value);
  if (!parsed.success) return null;
  const { roleDefinitionId, principalId } = parsed.data.properties;
  return { roleId: roleDefinitionId.slice(roleDefinitionId.lastIndexOf('/') + 1).toLowerCase(), principalId };
}
