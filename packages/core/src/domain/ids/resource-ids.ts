import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { armType, readArmId } from './arm-id.js';
import { openShiftProblem } from './open-shift-id.js';
import { idsInPasted } from './pasted-id.js';

declare const kind: unique symbol;
type Branded<Kind extends string> = string & { readonly [kind]: Kind };

/** ARM id of an AKS managed cluster or of an Azure Arc connected cluster. */
export type ClusterId = Branded<'cluster-id'>;
/** ARM id of an Azure Machine Learning workspace. */
export type WorkspaceId = Branded<'workspace-id'>;
/** ARM id of a compute of an Azure Machine Learning workspace. */
export type ComputeId = Branded<'compute-id'>;
/** ARM id of a user-assigned managed identity. */
export type UserAssignedIdentityId = Branded<'user-assigned-identity-id'>;

/** How a cluster is connected to Azure. */
export type ClusterKind = 'aks' | 'arc';

const WORKSPACE_TYPE = 'microsoft.machinelearningservices/workspaces';
const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const CLUSTER_TYPES: Readonly<Record<string, ClusterKind>> = {
  'microsoft.containerservice/managedclusters': 'aks',
  'microsoft.kubernetes/connectedclusters': 'arc',
};

interface IdRule<Id extends string> {
  readonly types: readonly string[];
  readonly what: string;
  readonly example: string;
  readonly brand?: Id;
}

const CLUSTER: IdRule<ClusterId> = {
  types: Object.keys(CLUSTER_TYPES),
  what: 'the whole ARM id of an AKS cluster or an Azure Arc connected cluster',
  example: `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`,
};
const IDENTITY: IdRule<UserAssignedIdentityId> = {
  types: ['microsoft.managedidentity/userassignedidentities'],
  what: 'the whole ARM id of a user-assigned managed identity',
  example: `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/my-identity`,
};
const WORKSPACE: IdRule<WorkspaceId> = {
  types: [WORKSPACE_TYPE],
  what: 'the whole ARM id of an Azure Machine Learning workspace',
  example: `${SCOPE}/Microsoft.MachineLearningServices/workspaces/my-workspace`,
};
const COMPUTE: IdRule<ComputeId> = {
  types: [`${WORKSPACE_TYPE}/computes`],
  what: 'the whole ARM id of a compute of a workspace',
  example: `${WORKSPACE.example}/computes/gpu`,
};

/** @throws InvalidInputError */
export function parseClusterId(text: unknown, field = 'resourceId'): ClusterId {
  const openShift = typeof text === 'string' ? openShiftProblem(text, field) : null;
  if (openShift !== null) throw openShift;
  return parseId(text, field, CLUSTER);
}

/** @throws InvalidInputError */
export function parseUserAssignedIdentityId(text: unknown, field = 'identityIds'): UserAssignedIdentityId {
  return parseId(text, field, IDENTITY);
}

/** @throws InvalidInputError */
export function parseWorkspaceId(text: unknown, field = 'workspace'): WorkspaceId {
  return parseId(text, field, WORKSPACE);
}

/** @throws InvalidInputError */
export function parseComputeId(text: unknown, field = 'id'): ComputeId {
  return parseId(text, field, COMPUTE);
}

/** Whether a value is the id of an AKS or Arc cluster. */
export function isClusterId(text: unknown): text is ClusterId {
  return isId(text, CLUSTER);
}

/** Whether a value is the id of a workspace. */
export function isWorkspaceId(text: unknown): text is WorkspaceId {
  return isId(text, WORKSPACE);
}

/** Whether a value is the id of a user-assigned identity. */
export function isUserAssignedIdentityId(text: unknown): text is UserAssignedIdentityId {
  return isId(text, IDENTITY);
}

/** Whether a value is the id of a compute. */
export function isComputeId(text: unknown): text is ComputeId {
  return isId(text, COMPUTE);
}

/** Understands what people paste: see {@link idsInPasted}. The guards take the plain id alone. */
function parseId<Id extends string>(text: unknown, field: string, rule: IdRule<Id>): Id {
  if (isId(text, rule)) return text;
  const pasted = typeof text === 'string' ? idsInPasted(text) : [];
  for (const id of pasted) if (isId(id, rule)) return id;
  throw new InvalidInputError({ field, rule: `must be ${rule.what}`, example: rule.example });
}

function isId<Id extends string>(text: unknown, { types }: IdRule<Id>): text is Id {
  const id = typeof text === 'string' ? readArmId(text) : null;
  return id !== null && types.includes(armType(id));
}

/** @returns null when the id is not that of a cluster that can be attached. */
export function clusterKindOf(id: ClusterId): ClusterKind;
export function clusterKindOf(id: string): ClusterKind | null;
export function clusterKindOf(id: string): ClusterKind | null {
  const read = readArmId(id);
  return read === null ? null : (CLUSTER_TYPES[armType(read)] ?? null);
}

/** The subscription in an id, in lower case, so that two can be compared. */
export function subscriptionOf(id: ClusterId | WorkspaceId | ComputeId | UserAssignedIdentityId): string {
  return id.slice('/subscriptions/'.length).split('/', 1).join('').toLowerCase();
}

/** The resource group in an id, in the casing that it came in. */
export function resourceGroupOf(id: ClusterId | WorkspaceId | ComputeId | UserAssignedIdentityId): string {
  return id.split('/')[4] ?? '';
}

/** The last segment of an id, in the casing that it came in. */
export function nameOf(id: ClusterId | WorkspaceId | ComputeId | UserAssignedIdentityId): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Gives the id of the workspace that a compute belongs to. */
export function workspaceIdOfCompute(id: ComputeId): WorkspaceId {
  return parseWorkspaceId(id.split('/').slice(0, -2).join('/'));
}
