import type { Fault } from '../faults/fault.js';
import type { Json, JsonObject } from '../json.js';
import type { ClusterKind, Grant, IdentityRecord } from '../world/records.js';
import type { ClusterDetails, ExtensionDetails, WorkspaceDetails } from './resource-members.js';

/** How we know that Azure behaves as planted; the words are those of docs/compatibility.md. */
export type SeedBasis = 'recorded' | 'documented' | 'reported' | 'assumed';

/** What is planted in a seed. */
export interface SeedAbout {
  /** One line. */
  readonly summary: string;
  readonly basis: SeedBasis;
}

/** A world to start from, as plain JSON. Whatever is left out is empty. */
export interface Seed {
  /** For those who read it; the service takes no notice. */
  readonly about?: SeedAbout;
  /** Resource providers that no subscription has registered. Default: all are registered. */
  readonly unregistered?: readonly string[];
  /** Subscriptions that exist; those of the resources below need no mention. */
  readonly subscriptions?: readonly string[];
  readonly workspaces?: readonly WorkspaceSeed[];
  readonly clusters?: readonly ClusterSeed[];
  readonly identities?: readonly IdentitySeed[];
  /** What the caller may do. Default: everything, everywhere. */
  readonly grants?: readonly Grant[];
  /** Faults that are planned from the start. */
  readonly faults?: readonly Fault[];
}

/** Where a resource lies. */
export interface PlaceSeed {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  /** Default: `eastus`. */
  readonly location?: string;
}

/** A workspace. */
export interface WorkspaceSeed extends PlaceSeed, Partial<WorkspaceDetails> {
  /** Whether it has a system-assigned identity. Default: true. */
  readonly systemIdentity?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly computes?: readonly ComputeSeed[];
}

/** A cluster. What is left out is as in `clusterDefaults`: healthy, open, with every role, without an extension. */
export interface ClusterSeed extends PlaceSeed, Partial<ClusterDetails> {
  readonly kind: ClusterKind;
  /** The AzureML extension. `{}` is a healthy one; left out or null, the cluster has no extension. */
  readonly extension?: ExtensionSeed | null;
}

/** An extension. What is left out is as in `extensionDefaults`: a healthy AzureML one, for training and inference. */
export type ExtensionSeed = Partial<ExtensionDetails>;

/** A user-assigned identity. */
export interface IdentitySeed extends PlaceSeed {
  readonly tags?: IdentityRecord['tags'];
}

/** An operation that is under way when the world begins. */
export interface UnderWaySeed {
  readonly kind: 'attach' | 'detach';
  /** Milliseconds since it was accepted. */
  readonly sinceMs: number;
}

/** A compute of a workspace. */
export interface ComputeSeed {
  readonly name: string;
  /** Default: `Kubernetes`. */
  readonly computeType?: string;
  /** Default: the workspace's. */
  readonly location?: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The cluster or machine behind an attached compute. */
  readonly resourceId?: string;
  /** Kubernetes only. Default: `default`. */
  readonly namespace?: string;
  readonly systemIdentity?: boolean;
  readonly userIdentities?: readonly string[];
  /** Default: `Succeeded`. */
  readonly provisioningState?: 'Succeeded' | 'Failed' | 'Canceled';
  readonly provisioningErrors?: readonly Json[];
  /** An operation that has been at work on it for so long, and never ends. Default: none. */
  readonly underWay?: UnderWaySeed;
  /** The type's own members (`properties.properties` on the wire). */
  readonly properties?: JsonObject;
}
