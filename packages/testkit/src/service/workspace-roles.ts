import type { ClusterKind, ClusterRecord, WorkspaceRecord, WorkspaceRole } from '../world/records.js';
import { idKey } from '../world/resource-id.js';
import type { World } from '../world/world.js';

/** Ids of built-in roles, the same in every tenant (documented). */
export const ROLE_IDS: Readonly<Record<WorkspaceRole, string>> = {
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'extension-contributor': '85cb6faf-e071-4c9b-8136-154b5a04f717',
  'cluster-admin': '0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8',
};

/** What the workspace's identity needs on a cluster: Cluster Admin is asked for on AKS only (documented). */
const NEEDED: Readonly<Record<ClusterKind, readonly WorkspaceRole[]>> = {
  aks: ['reader', 'extension-contributor', 'cluster-admin'],
  arc: ['reader', 'extension-contributor'],
};

/** Whose roles are asked for, and when. */
export interface RoleQuestion {
  readonly workspace: WorkspaceRecord;
  readonly world: World;
  readonly now: number;
}

/** The needed roles that the identity of every workspace holds on a cluster by the cluster's own record. */
export function heldRoles({ kind, workspaceAccess, missingRoles }: ClusterRecord): readonly WorkspaceRole[] {
  return workspaceAccess ? NEEDED[kind].filter((role) => !missingRoles.includes(role)) : [];
}

/** The needed roles that a workspace holds: by the cluster's own record, and by role assignments that have an effect. */
export function rolesOf(cluster: ClusterRecord, question: RoleQuestion): readonly WorkspaceRole[] {
  const held = heldRoles(cluster);
  const assigned = assignedRoles(cluster, question);
  return NEEDED[cluster.kind].filter((role) => held.includes(role) || assigned.has(ROLE_IDS[role]));
}

/** The needed roles that a workspace does not hold. */
export function lackedRoles(cluster: ClusterRecord, question: RoleQuestion): readonly WorkspaceRole[] {
  const held = rolesOf(cluster, question);
  return NEEDED[cluster.kind].filter((role) => !held.includes(role));
}

function assignedRoles({ id }: ClusterRecord, { workspace, world, now }: RoleQuestion): ReadonlySet<string> {
  const [first] = workspace.userIdentities;
  const principal =
    first === undefined ? workspace.principalId : world.identities.get(idKey(first))?.principalId;
  const effective = [...world.roleAssignments.values()].filter(
    ({ principalId, scope, effectiveAt }) =>
      principalId === principal && effectiveAt <= now && `${idKey(id)}/`.startsWith(`${idKey(scope)}/`),
  );
  return new Set(effective.map(({ roleDefinitionId }) => roleDefinitionId.split('/').at(-1) ?? ''));
}
