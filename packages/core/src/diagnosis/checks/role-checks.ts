import type { Fact } from '../../domain/fact.js';
import type { ClusterKind } from '../../domain/ids/resource-ids.js';
import { BROAD_ROLES, type RoleAssignment, WORKSPACE_ROLES } from '../../domain/role-assignment.js';
import type { WorkspaceIdentity } from '../../domain/workspace-facts.js';
import { type Check, outcomesOf, unseen } from './check.js';

/**
 * The identity of the workspace may act on the cluster. Only a user-assigned one has to be given roles by hand; what is
 * given above the cluster counts as well, so the assignments that reach the cluster are judged.
 */
export function checkWorkspaceRoles(
  identity: WorkspaceIdentity,
  fact: Fact<readonly RoleAssignment[]>,
  kind: ClusterKind,
): Check {
  const { pass, warn, fail, unknown } = outcomesOf(
    'workspace-roles',
    'Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279',
  );
  if (identity.kind === 'system')
    return pass('the workspace has a system-assigned identity, which is given its roles by the attach');
  if (identity.kind === 'none') return unknown('the workspace shows no identity');
  if (fact.kind === 'absent') return unknown('the cluster could not be looked at');
  if (fact.kind !== 'read') return unseen('workspace-roles', fact, 'the role assignments on the cluster');
  const held = fact.value.map(({ roleId }) => roleId);
  const lacking = WORKSPACE_ROLES[kind].filter(({ id }) => !held.includes(id)).map(({ name }) => name);
  if (lacking.length === 0) return pass(`${identity.id} holds its roles on the cluster`);
  const evidence = `${identity.id} lacks ${lacking.join(', ')} on the cluster`;
  const relay = kind === 'arc' ? ', and Azure Relay Owner on the relay' : '';
  const fix = `Give the identity of the workspace ${lacking.join(', ')} on the cluster${relay}`;
  return BROAD_ROLES.some(({ id }) => held.includes(id)) ? warn(evidence, fix) : fail(evidence, fix);
}
