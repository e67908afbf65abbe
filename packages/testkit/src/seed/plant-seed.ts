import { computeProperties } from '../world/compute-properties.js';
import { guidFrom } from '../world/guid-source.js';
import type {
  ClusterRecord,
  ComputeIdentity,
  ComputeRecord,
  ExtensionRecord,
  IdentityRecord,
  OperationRecord,
  WorkspaceRecord,
} from '../world/records.js';
import { clusterTypes, resourceId } from '../world/resource-id.js';
import type { World } from '../world/world.js';
import type { ClusterSeed, ComputeSeed, ExtensionSeed, IdentitySeed, Seed, WorkspaceSeed } from './seed.js';

/** Adds all resources of a seed to a world. */
export function plantSeed(world: World, seed: Seed, now: number): void {
  for (const subscriptionId of seed.subscriptions ?? []) world.addSubscription(subscriptionId);
  for (const identity of seed.identities ?? []) plantIdentity(world, identity);
  for (const cluster of seed.clusters ?? []) plantCluster(world, cluster, now);
  for (const workspace of seed.workspaces ?? []) plantWorkspace(world, workspace, now);
  if (seed.grants !== undefined) world.grants = seed.grants;
}

/** Adds a workspace with its computes. */
export function plantWorkspace(world: World, seed: WorkspaceSeed, now: number): WorkspaceRecord {
  const id = resourceId('Microsoft.MachineLearningServices/workspaces', seed);
  const workspace: WorkspaceRecord = {
    id,
    subscriptionId: seed.subscriptionId,
    resourceGroup: seed.resourceGroup,
    name: seed.name,
    location: seed.location ?? 'eastus',
    principalId: seed.systemIdentity === false ? null : guidFrom(`principal of ${id}`),
    userIdentities: seed.userIdentities ?? [],
    publicNetworkAccess: seed.publicNetworkAccess ?? 'Enabled',
    tags: seed.tags ?? null,
    createdAt: now,
  };
  world.addWorkspace(workspace);
  for (const compute of seed.computes ?? []) plantCompute(world, workspace, { seed: compute, now });
  return workspace;
}

/** Adds a cluster, with its extension if the seed has one. */
export function plantCluster(world: World, seed: ClusterSeed, now: number): ClusterRecord {
  const cluster: ClusterRecord = {
    id: resourceId(clusterTypes[seed.kind], seed),
    kind: seed.kind,
    subscriptionId: seed.subscriptionId,
    resourceGroup: seed.resourceGroup,
    name: seed.name,
    location: seed.location ?? 'eastus',
    kubernetesVersion: seed.kubernetesVersion ?? '1.31.4',
    provisioningState: seed.provisioningState ?? 'Succeeded',
    powerState: seed.powerState ?? 'Running',
    connectivityStatus: seed.connectivityStatus ?? 'Connected',
    distribution: seed.distribution ?? 'k3s',
    privateCluster: seed.privateCluster ?? false,
    authorizedIpRanges: seed.authorizedIpRanges ?? [],
    localAccountsDisabled: seed.localAccountsDisabled ?? false,
    servicePrincipal: seed.servicePrincipal ?? false,
    trustedWorkspaces: seed.trustedWorkspaces ?? [],
    workspaceAccess: seed.workspaceAccess ?? true,
    missingRoles: seed.missingRoles ?? [],
    createdAt: now,
  };
  world.addCluster(cluster);
  if (seed.extension) plantExtension(world, cluster.id, { seed: seed.extension, now });
  return cluster;
}

/** Adds an extension to a cluster. */
export function plantExtension(
  world: World,
  clusterId: string,
  { seed, now }: { readonly seed: ExtensionSeed; readonly now: number },
): ExtensionRecord {
  const name = seed.name ?? 'azureml';
  const id = `${clusterId}/providers/Microsoft.KubernetesConfiguration/extensions/${name}`;
  const extension: ExtensionRecord = {
    id,
    clusterId,
    name,
    extensionType: seed.extensionType ?? 'microsoft.azureml.kubernetes',
    version: seed.version ?? '1.1.63',
    releaseTrain: seed.releaseTrain ?? 'stable',
    provisioningState: seed.provisioningState ?? 'Succeeded',
    configurationSettings: seed.configurationSettings ?? { enableTraining: 'True', enableInference: 'True' },
    autoUpgrade: seed.autoUpgrade ?? true,
    statuses: seed.statuses ?? [],
    errorInfo: seed.errorInfo ?? null,
    principalId: guidFrom(`principal of ${id}`),
    createdAt: now,
  };
  world.addExtension(extension);
  return extension;
}

/** Adds a user-assigned identity. */
export function plantIdentity(world: World, seed: IdentitySeed): IdentityRecord {
  const id = resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', seed);
  const identity: IdentityRecord = {
    id,
    subscriptionId: seed.subscriptionId,
    resourceGroup: seed.resourceGroup,
    name: seed.name,
    location: seed.location ?? 'eastus',
    principalId: guidFrom(`principal of ${id}`),
    clientId: guidFrom(`client of ${id}`),
    tags: seed.tags ?? {},
  };
  world.addIdentity(identity);
  return identity;
}

/** Adds a compute, with the operation at work on it if the seed has one. */
export function plantCompute(
  world: World,
  workspace: WorkspaceRecord,
  { seed, now }: { readonly seed: ComputeSeed; readonly now: number },
): void {
  const record = computeRecord(workspace, seed, now);
  world.putCompute(record);
  if (seed.underWay === undefined) return;
  const { kind, sinceMs } = seed.underWay;
  const operation: OperationRecord = {
    id: guidFrom(`operation of ${record.id}`),
    kind,
    computeId: record.id,
    acceptedAt: now - sinceMs,
    durationMs: 0,
    outcome: { kind: 'never-ends' },
    vanishes: false,
  };
  world.putOperation(operation);
  world.putCompute({ ...record, createdAt: operation.acceptedAt, operationId: operation.id });
}

/** The record of a compute that already exists when the world begins. */
function computeRecord(workspace: WorkspaceRecord, seed: ComputeSeed, now: number): ComputeRecord {
  const computeType = seed.computeType ?? 'Kubernetes';
  const location = seed.location ?? workspace.location;
  return {
    id: `${workspace.id}/computes/${seed.name}`,
    name: seed.name,
    createdAt: now,
    operationId: null,
    resting: {
      state: seed.provisioningState ?? 'Succeeded',
      errors: seed.provisioningErrors ?? null,
      modifiedAt: now,
    },
    spec: {
      computeType,
      location,
      computeLocation: location,
      description: seed.description ?? null,
      tags: seed.tags ?? null,
      identity: identityOf(seed),
      resourceId: seed.resourceId ?? null,
      disableLocalAuth: false,
      properties: computeProperties(computeType, {
        ...(seed.namespace === undefined ? {} : { namespace: seed.namespace }),
        ...seed.properties,
      }),
    },
  };
}

function identityOf({ systemIdentity = false, userIdentities = [] }: ComputeSeed): ComputeIdentity {
  if (userIdentities.length === 0) return { kind: systemIdentity ? 'system' : 'none' };
  return { kind: systemIdentity ? 'system-and-user' : 'user', ids: userIdentities };
}
