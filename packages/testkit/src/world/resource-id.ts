import type { ClusterKind } from './records.js';

/** The three parts that place a resource. */
export interface ResourcePlace {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** The resource types that the fake knows, as ARM spells them. */
export type ResourceType =
  | 'Microsoft.MachineLearningServices/workspaces'
  | 'Microsoft.ContainerService/managedClusters'
  | 'Microsoft.Kubernetes/connectedClusters'
  | 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** The ARM resource type of a cluster kind. */
export const CLUSTER_TYPES: Readonly<Record<ClusterKind, ResourceType>> = {
  aks: 'Microsoft.ContainerService/managedClusters',
  arc: 'Microsoft.Kubernetes/connectedClusters',
};

/** Composes an ARM resource id. */
export function resourceId(type: ResourceType, place: ResourcePlace): string {
  return `${groupId(place)}/providers/${type}/${place.name}`;
}

/** The id of the resource group in which a resource lies. */
export function groupId(place: Pick<ResourcePlace, 'subscriptionId' | 'resourceGroup'>): string {
  return `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}`;
}

/** ARM compares ids without regard to case; this is the form under which the fake stores and finds them. */
export function idKey(id: string): string {
  return (id.endsWith('/') ? id.replace(/\/+$/, '') : id).toLowerCase();
}

const CLUSTER_ID =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/(microsoft\.containerservice\/managedclusters|microsoft\.kubernetes\/connectedclusters)\/([^/]+)$/i;

/** Reads an AKS or Arc cluster id; null for anything else. */
export function parseClusterId(id: string): (ResourcePlace & { readonly kind: ClusterKind }) | null {
  const [, subscriptionId, resourceGroup, type, name] = CLUSTER_ID.exec(id) ?? [];
  if (!subscriptionId || !resourceGroup || !type || !name) return null;
  const kind = type.toLowerCase() === CLUSTER_TYPES.aks.toLowerCase() ? 'aks' : 'arc';
  return { kind, subscriptionId, resourceGroup, name };
}

const USER_IDENTITY_ID =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.managedidentity\/userassignedidentities\/[^/]+$/i;

/** Whether a text has the form of a user-assigned identity's id. */
export function isUserIdentityId(id: string): boolean {
  return USER_IDENTITY_ID.test(id);
}
