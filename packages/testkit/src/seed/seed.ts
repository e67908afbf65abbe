import type { Fault } from '../fake/fault.js';
import type { Json, JsonObject } from '../json.js';
import type { ClusterKind, ClusterRecord, ExtensionStatus, Grant, IdentityRecord } from '../world/records.js';

/** A world to start from, as plain JSON. Whatever is left out is empty. */
export interface Seed {
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

export interface WorkspaceSeed extends PlaceSeed {
  /** Whether it has a system-assigned identity. Default: true. */
  readonly systemIdentity?: boolean;
  /** Default: `Enabled`. */
  readonly publicNetworkAccess?: 'Enabled' | 'Disabled';
  readonly tags?: Readonly<Record<string, string>>;
  readonly computes?: readonly ComputeSeed[];
}

export interface ClusterSeed extends PlaceSeed {
  readonly kind: ClusterKind;
  readonly kubernetesVersion?: string;
  readonly provisioningState?: string;
  /** AKS only. Default: `Running`. */
  readonly powerState?: ClusterRecord['powerState'];
  /** Arc only. Default: `Connected`. */
  readonly connectivityStatus?: ClusterRecord['connectivityStatus'];
  /** Arc only. Default: `k3s`. */
  readonly distribution?: string;
  /** AKS only. Default: false. */
  readonly privateCluster?: boolean;
  /** Whether the workspace's identity holds the roles that attach needs. Default: true. */
  readonly workspaceAccess?: boolean;
  /** The AzureML extension. `{}` is a healthy one; left out or null, there is none. */
  readonly extension?: ExtensionSeed | null;
}

export interface ExtensionSeed {
  /** Default: `azureml`. */
  readonly name?: string;
  /** Default: `microsoft.azureml.kubernetes`. */
  readonly extensionType?: string;
  readonly version?: string;
  /** Default: `stable`. */
  readonly releaseTrain?: string;
  /** Default: `Succeeded`. */
  readonly provisioningState?: string;
  readonly configurationSettings?: Readonly<Record<string, string>>;
  readonly statuses?: readonly ExtensionStatus[];
}

export interface IdentitySeed extends PlaceSeed {
  readonly tags?: IdentityRecord['tags'];
}

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
  /** The type's own members (`properties.properties` on the wire). */
  readonly properties?: JsonObject;
}
