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
import { registrationKey } from '../world/registration.js';
import { CLUSTER_TYPES, resourceId } from '../world/resource-id.js';
import type { World } from '../world/world.js';
import { clusterDefaults, extensionDefaults, workspaceDefaults } from './resource-members.js';
import type { ClusterSeed, ComputeSeed, ExtensionSeed, IdentitySeed, Seed, WorkspaceSeed } from './seed.js';

/** Adds all resources of a seed to a world. */
export function seedResources(world: World, seed: Seed, now: number): void {
  for (const subscriptionId of seed.subscriptions ?? []) world.addSubscription(subscriptionId);
  for (const identity of seed.identities ?? []) seedIdentity(world, identity);
  for (const cluster of seed.clusters ?? []) seedCluster(world, cluster, now);
  for (const workspace of seed.workspaces ?? []) seedWorkspace(world, workspace, now);
  if (seed.grants !== undefined) world.grants = seed.grants;
  for (const subscriptionId of world.subscriptions)
    for (const namespace of seed.unregistered ?? []) unregister(world, subscriptionId, namespace);
}

function unregister(world: World, subscriptionId: string, namespace: string): void {
  const record = { subscriptionId, namespace, acceptedAt: null, durationMs: 0 };
  world.registrations.set(registrationKey(record), record);
}

/** Adds a workspace with its computes. */
export function seedWorkspace(world: World, seed: WorkspaceSeed, now: number): WorkspaceRecord {
  const id = resourceId('Microsoft.MachineLearningServices/workspaces', seed);
  const { subscriptionId, resourceGroup, name, location = 'eastus', systemIdentity, ...details } = seed;
  const { computes = [], tags = null, ...rest } = details;
  const workspace: WorkspaceRecord = {
    ...workspaceDefaults,
    ...rest,
    id,
    subscriptionId,
    resourceGroup,
    name,
    location,
    principalId: systemIdentity === false ? null : guidFrom(`principal of ${id}`),
    tags,
    createdAt: now,
  };
  world.addWorkspace(workspace);
  for (const compute of computes) seedCompute(world, workspace, { seed: compute, now });
  return workspace;
}

/** Adds a cluster, with its extension if the seed has one. */
export function seedCluster(world: World, seed: ClusterSeed, now: number): ClusterRecord {
  const { location = 'eastus', extension, ...details } = seed;
  const cluster: ClusterRecord = {
    ...clusterDefaults,
    ...details,
    id: resourceId(CLUSTER_TYPES[seed.kind], seed),
    location,
    createdAt: now,
  };
  world.addCluster(cluster);
  if (extension) seedExtension(world, cluster.id, { seed: extension, now });
  return cluster;
}

/** Adds an extension to a cluster. */
export function seedExtension(
  world: World,
  clusterId: string,
  { seed, now }: { readonly seed: ExtensionSeed; readonly now: number },
): ExtensionRecord {
  const details = { ...extensionDefaults, ...seed };
  const id = `${clusterId}/providers/Microsoft.KubernetesConfiguration/extensions/${details.name}`;
  const extension: ExtensionRecord = {
    ...details,
    id,
    clusterId,
    principalId: guidFrom(`principal of ${id}`),
    createdAt: now,
    vanishesWhenFailed: false,
    operation: null,
  };
  world.addExtension(extension);
  return extension;
}

/** Adds a user-assigned identity. */
export function seedIdentity(world: World, seed: IdentitySeed): IdentityRecord {
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
export function seedCompute(
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
