import { badRequest, identityNotFound, linkedAuthorizationFailed } from '../../refusals/compute-refusals.js';
import { isAllowed } from '../../service/caller/authorize.js';
import type { ComputeIdentity } from '../../world/records.js';
import { idKey, isUserIdentityId } from '../../world/resource-id.js';
import type { World } from '../../world/world.js';

const ASSIGN = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

/**
 * User-assigned identities must exist and be the caller's to assign; ARM asks this before the service sees the
 * request (documented for other resource types, assumed for computes).
 *
 * @throws ArmRefusal 400 `FailedIdentityOperation`, 403 `LinkedAuthorizationFailed`
 */
export function checkIdentities(identity: ComputeIdentity, world: World): void {
  if (identity.kind === 'none' || identity.kind === 'system') return;
  for (const id of identity.ids) {
    if (!isUserIdentityId(id))
      throw badRequest(`'${id}' is not the id of a user-assigned identity.`, 'identity');
    if (!world.identities.has(idKey(id))) throw identityNotFound(id);
    if (!isAllowed(world.grants, ASSIGN, id)) throw linkedAuthorizationFailed(id);
  }
}
