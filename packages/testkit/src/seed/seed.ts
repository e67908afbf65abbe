import type { Fault } from '../faults/fault.js';
import type { Json, JsonObject } from '../json.js';
import type {
  ClusterKind,
  ClusterRecord,
  ErrorBody,
  ExtensionStatus,
  Grant,
  IdentityRecord,
  WorkspaceRole,
} from '../world/records.js';

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
  /** Ids of user-assigned identities. Default: none. */
  readonly userIdentities?: readonly string[];
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
  /** AKS only: the addresses that reach the API server. Default: all. */
  readonly authorizedIpRanges?: readonly string[];
  /** AKS only. Default: false. */
  readonly localAccountsDisabled?: boolean;
  /** AKS only: it runs under a service principal. Default: false. */
  readonly servicePrincipal?: boolean;
  /** AKS only: ids of the workspaces that have a Trusted Access role binding. Default: none. */
  readonly trustedWorkspaces?: readonly string[];
  /** Whether the workspace's identity holds the roles that attach needs. Default: true. */
  readonly workspaceAccess?: boolean;
  /** Which of those roles it lacks. Default: none. */
  readonly missingRoles?: readonly WorkspaceRole[];
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
  /** Whether minor versions are installed by themselves. Default: true. */
  readonly autoUpgrade?: boolean;
  readonly statuses?: readonly ExtensionStatus[];
  /** What the last operation on it failed with. Default: null. */
  readonly errorInfo?: ErrorBody | null;
}

export interface IdentitySeed extends PlaceSeed {
  readonly tags?: IdentityRecord['tags'];
}

/** An operation that is under way when the world begins. */
export interface UnderWaySeed {
  readonly kind: 'attach' | 'detach';
  /** Milliseconds since it was accepted. */
  readonly sinceMs: number;
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
  /** An operation that has been at work on it for so long, and never ends. Default: none. */
  readonly underWay?: UnderWaySeed;
  /** The type's own members (`properties.properties` on the wire). */
  readonly properties?: JsonObject;
}
