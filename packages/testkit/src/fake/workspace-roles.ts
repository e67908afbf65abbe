import type { ClusterRecord, WorkspaceRole } from '../world/records.js';

const ROLES: readonly WorkspaceRole[] = ['reader', 'extension-contributor', 'cluster-admin'];

/** The roles that the workspace's identity holds on a cluster. */
export function heldRoles({ workspaceAccess, missingRoles }: ClusterRecord): readonly WorkspaceRole[] {
  return workspaceAccess ? ROLES.filter((role) => !missingRoles.includes(role)) : [];
}
