import type { JsonObject } from '../json.js';
import { idKey } from '../world/resource-id.js';
import type { World } from '../world/world.js';

/** The member `userAssignedIdentities` of a resource: the ids as they were given, each with what is known of it. */
export function userAssignedIdentities(ids: readonly string[], { identities }: World): JsonObject {
  return Object.fromEntries(
    ids.map((id): [string, JsonObject] => {
      const known = identities.get(idKey(id));
      return [id, { principalId: known?.principalId ?? null, clientId: known?.clientId ?? null }];
    }),
  );
}
