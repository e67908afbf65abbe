import type { ClusterKind } from './ids/resource-ids.js';

/** A role that a principal holds at a scope. */
export interface RoleAssignment {
  /** GUID of the role definition, in lower case; built-in roles have the same in every tenant. */
  readonly roleId: string;
  readonly principalId: string;
}

/** A built-in role of Azure. */
export interface BuiltInRole {
  readonly id: string;
  readonly name: string;
}

const ON_EVERY_CLUSTER: readonly BuiltInRole[] = [
  { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader' },
  { id: '85cb6faf-e071-4c9b-8136-154b5a04f717', name: 'Kubernetes Extension Contributor' },
];

/** What a user-assigned identity of a workspace needs on the cluster (Azure ML documentation, attach a cluster). */
export const WORKSPACE_ROLES: Readonly<Record<ClusterKind, readonly BuiltInRole[]>> = {
  aks: [
    ...ON_EVERY_CLUSTER,
    { id: '0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8', name: 'Azure Kubernetes Service Cluster Admin' },
  ],
  arc: ON_EVERY_CLUSTER,
};

/** Roles that allow the same and more; a report shows that the service does not take Contributor for it. */
export const BROAD_ROLES: readonly BuiltInRole[] = [
  { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', name: 'Owner' },
  { id: 'b24988ac-6180-42a0-ab88-20f7382dd24c', name: 'Contributor' },
];
