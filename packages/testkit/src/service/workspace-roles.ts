import type { ClusterKind, ClusterRecord, WorkspaceRole } from '../world/records.js';

/** What the workspace's identity needs on a cluster: Cluster Admin is asked for on AKS only (documented). */
const NEEDED: Readonly<Record<ClusterKind, readonly WorkspaceRole[]>> = {
  aks: ['reader', 'extension-contributor', 'cluster-admin'],
  arc: ['reader', 'extension-contributor'],
};

/** The needed roles that the workspace's identity holds on a cluster. */
export function heldRoles({ kind, workspaceAccess, missingRoles }: ClusterRecord): readonly WorkspaceRole[] {
  return workspaceAccess ? NEEDED[kind].filter((role) => !missingRoles.includes(role)) : [];
}

/** The needed roles that it does not hold. */
export function lackedRoles(cluster: ClusterRecord): readonly WorkspaceRole[] {
  const held = heldRoles(cluster);
  return NEEDED[cluster.kind].filter((role) => !held.includes(role));
}
