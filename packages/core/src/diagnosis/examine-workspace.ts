import type { Fact } from '../domain/fact.js';
import { type ClusterId, clusterKindOf } from '../domain/ids/resource-ids.js';
import type { RoleAssignment } from '../domain/role-assignment.js';
import type { WorkspaceIdentity } from '../domain/workspace-facts.js';
import { readRoleAssignments } from '../service/read-access.js';
import { readFact } from '../service/read-fact.js';
import type { ComputeService } from '../service/service.js';
import { decodeWorkspace } from '../wire/decode-workspace.js';
import type { Check } from './checks/check.js';
import { checkWorkspaceRoles } from './checks/role-checks.js';
import { checkWorkspace } from './checks/workspace-checks.js';

/** Looks at the workspace, and at what its identity may do with a cluster where one is given. */
export async function examineWorkspace(
  service: ComputeService,
  clusterId: ClusterId | null,
  signal: AbortSignal | undefined,
): Promise<Check[]> {
  const { workspace, endpoint } = service;
  const url = `${endpoint}${workspace.id}?api-version=${workspace.apiVersion}`;
  const fact = await readFact(service, url, { decode: decodeWorkspace, signal });
  const checks = checkWorkspace(fact, workspace.id);
  if (fact.kind !== 'read' || clusterId === null) return checks;
  const { identity } = fact.value;
  const roles = await readRoles(service, { identity, clusterId }, signal);
  return [...checks, checkWorkspaceRoles(identity, roles, clusterKindOf(clusterId))];
}

function readRoles(
  service: ComputeService,
  { identity, clusterId }: { readonly identity: WorkspaceIdentity; readonly clusterId: ClusterId },
  signal: AbortSignal | undefined,
): Promise<Fact<readonly RoleAssignment[]>> {
  return identity.kind === 'user' && identity.principalId !== null
    ? readRoleAssignments(service, { scope: clusterId, principalId: identity.principalId }, signal)
    : Promise.resolve({ kind: 'absent' });
}
