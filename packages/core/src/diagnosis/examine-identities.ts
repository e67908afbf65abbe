import type { AttachIdentity } from '../domain/attach-identity.js';
import type { UserAssignedIdentityId } from '../domain/ids/resource-ids.js';
import { readIdentity, readPermissions } from '../service/read-access.js';
import type { ComputeService } from '../service/service.js';
import type { Check } from './checks/check.js';
import { checkIdentity, type IdentityFacts } from './checks/identity-checks.js';

/** Looks at the identities that a compute is to get, and at what the caller may do with them if that matters. */
export async function examineIdentities(
  service: ComputeService,
  identity: AttachIdentity | null,
  { caller, signal }: { readonly caller: boolean; readonly signal: AbortSignal | undefined },
): Promise<Check[]> {
  const ids = identity?.type === 'UserAssigned' ? identity.ids : [];
  const examine = async (id: UserAssignedIdentityId): Promise<IdentityFacts> => {
    const [resource, permissions] = await Promise.all([
      readIdentity(service, id, signal),
      caller ? readPermissions(service, id, signal) : null,
    ]);
    return { id, resource, caller: permissions };
  };
  return checkIdentity(identity, await Promise.all(ids.map(examine)));
}
