import type { Fact } from '../domain/fact.js';
import type { UserAssignedIdentityId } from '../domain/ids/resource-ids.js';
import type { Permission } from '../domain/permission.js';
import type { RoleAssignment } from '../domain/role-assignment.js';
import { decodePermission } from '../wire/access/decode-permission.js';
import { decodeRoleAssignment } from '../wire/access/decode-role-assignment.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeJsonObject } from '../wire/json-value.js';
import { asFact, readFact } from './read-fact.js';
import { readAll } from './read-pages.js';
import type { ComputeService } from './service.js';

/** What the caller may do at a scope. */
export function readPermissions(
  service: ComputeService,
  scope: string,
  signal?: AbortSignal,
): Promise<Fact<readonly Permission[]>> {
  const path = `${scope}/providers/Microsoft.Authorization/permissions`;
  const url = `${service.endpoint}${path}?api-version=${API_VERSIONS.authorization}`;
  return asFact(signal, () => readAll(service, url, { decode: decodePermission, signal }));
}

/** The roles that a principal holds at a scope, through groups as well. */
export function readRoleAssignments(
  service: ComputeService,
  { scope, principalId }: { readonly scope: string; readonly principalId: string },
  signal?: AbortSignal,
): Promise<Fact<readonly RoleAssignment[]>> {
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
  const filter = encodeURIComponent(`assignedTo('${principalId}')`);
  const url = `${service.endpoint}${path}?api-version=${API_VERSIONS.authorization}&$filter=${filter}`;
  return asFact(signal, () => readAll(service, url, { decode: decodeRoleAssignment, signal }));
}

/** Whether a user-assigned identity can be seen. */
export function readIdentity(
  service: ComputeService,
  id: UserAssignedIdentityId,
  signal?: AbortSignal,
): Promise<Fact<unknown>> {
  const url = `${service.endpoint}${id}?api-version=${API_VERSIONS.managedIdentity}`;
  return readFact(service, url, { decode: decodeJsonObject, signal });
}
