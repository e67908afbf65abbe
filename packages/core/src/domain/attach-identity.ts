import { InvalidInputError } from '../errors/invalid-input-error.js';
import { distinctIds } from './ids/arm-id.js';
import { parseUserAssignedIdentityId, type UserAssignedIdentityId } from './ids/resource-ids.js';

/** The managed identity that a compute is attached with: one of its own, or some of yours, never both. */
export type AttachIdentity =
  | { readonly type: 'SystemAssigned' }
  | { readonly type: 'UserAssigned'; readonly ids: readonly UserAssignedIdentityId[] };

/**
 * Knows the spellings of Azure Resource Manager and of the YAML files of Azure ML (`system_assigned`).
 *
 * @returns null when neither is given: the compute gets no identity.
 * @throws InvalidInputError naming `identityType` or `identityIds`.
 */
export function parseAttachIdentity(type: unknown, ids: unknown): AttachIdentity | null {
  if (isAbsent(type) && isAbsent(ids)) return null;
  switch (type) {
    case 'SystemAssigned':
    case 'system_assigned':
      return systemAssigned(ids);
    case 'UserAssigned':
    case 'user_assigned':
      return { type: 'UserAssigned', ids: parseIds(ids) };
    default:
      throw new InvalidInputError({
        field: 'identityType',
        rule: 'must be SystemAssigned or UserAssigned, in this casing',
        example: 'SystemAssigned',
      });
  }
}

function systemAssigned(ids: unknown): AttachIdentity {
  if (isAbsent(ids)) return { type: 'SystemAssigned' };
  throw new InvalidInputError({
    field: 'identityIds',
    rule: 'must be left out for a system-assigned identity',
    example: '[], or ask for a user-assigned identity',
  });
}

function parseIds(ids: unknown): UserAssignedIdentityId[] {
  if (!Array.isArray(ids) || ids.length === 0) {
    throw new InvalidInputError({
      field: 'identityIds',
      rule: 'must be a list of at least one id of a user-assigned identity',
      example: `["${EXAMPLE}"]`,
    });
  }
  return distinctIds(ids.map((id, index) => parseUserAssignedIdentityId(id, `identityIds[${index}]`)));
}

const EXAMPLE =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg' +
  '/providers/Microsoft.ManagedIdentity/userAssignedIdentities/my-identity';

/** Empty values count as not given, as in the reference. */
function isAbsent(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
