import { CLUSTER_TYPES } from '../../world/resource-id.js';
import type { World } from '../../world/world.js';

/** A resource as Azure Resource Manager itself knows it. */
export interface TrackedResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  readonly tags: Record<string, string>;
  readonly provisioningState: string;
  readonly createdAt: number;
}

/** Every resource of the world that stands in a resource group of its own right: no extension, no compute. */
export function trackedResources(world: World): readonly TrackedResource[] {
  const { workspaces, clusters, identities, relays } = world;
  return [
    ...[...workspaces.values()].map((one) => tracked('Microsoft.MachineLearningServices/workspaces', one)),
    ...[...clusters.values()].map((one) => tracked(CLUSTER_TYPES[one.kind], one)),
    ...[...identities.values()].map((one) =>
      tracked('Microsoft.ManagedIdentity/userAssignedIdentities', one),
    ),
    ...[...relays.values()].map((one) => tracked('Microsoft.Relay/namespaces', one)),
  ];
}

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>> | null;
  readonly provisioningState?: string;
  readonly createdAt?: number;
}

/** An identity keeps no instant of its creation, so that it shows the earliest one. */
function tracked(type: string, stored: Stored): TrackedResource {
  const { id, name, location, tags, provisioningState = 'Succeeded', createdAt = 0 } = stored;
  return { id, name, type, location, tags: { ...tags }, provisioningState, createdAt };
}
