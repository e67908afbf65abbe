import type { Json, JsonObject } from '../json.js';
import type { InstallFailure } from './install-failure.js';
import type { ErrorBody, Outcome } from './outcome.js';
import type { ResourceOperation } from './preparing-records.js';

/** AKS (`Microsoft.ContainerService/managedClusters`) or Azure Arc (`Microsoft.Kubernetes/connectedClusters`). */
export type ClusterKind = 'aks' | 'arc';

/** A Machine Learning workspace. Instants are milliseconds since 1970-01-01 UTC, here and in all records. */
export interface WorkspaceRecord {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  /** The system-assigned identity; null when the workspace has none. */
  readonly principalId: string | null;
  /** Ids of user-assigned identities; the service works with the first. */
  readonly userIdentities: readonly string[];
  readonly publicNetworkAccess: 'Enabled' | 'Disabled';
  readonly tags: Readonly<Record<string, string>> | null;
  readonly createdAt: number;
}

/** A resource group. */
export interface ResourceGroupRecord {
  readonly id: string;
  readonly subscriptionId: string;
  /** Its name. */
  readonly resourceGroup: string;
  readonly location: string;
}

/** Something that the service did to a cluster itself, as opposed to its link with a workspace. */
export interface ClusterChange {
  readonly at: number;
  readonly clusterId: string;
  readonly action: 'deleted';
  readonly computeId: string;
}

/** A role on the cluster that the workspace's identity needs (documented). */
export type WorkspaceRole = 'reader' | 'extension-contributor' | 'cluster-admin';

/** A customer's cluster. */
export interface ClusterRecord {
  readonly id: string;
  readonly kind: ClusterKind;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly kubernetesVersion: string;
  readonly provisioningState: string;
  /** AKS only. */
  readonly powerState: 'Running' | 'Stopped';
  /** Arc only. */
  readonly connectivityStatus: 'Connected' | 'Connecting' | 'Offline' | 'Expired';
  /** Arc only. */
  readonly distribution: string;
  /** AKS only: the API server has no public address. */
  readonly privateCluster: boolean;
  /** AKS only: the addresses that reach the API server; none listed means all. */
  readonly authorizedIpRanges: readonly string[];
  /** AKS only. */
  readonly localAccountsDisabled: boolean;
  /** AKS only: it runs under a service principal instead of a managed identity. */
  readonly servicePrincipal: boolean;
  /** AKS only: ids of the workspaces that have a Trusted Access role binding. */
  readonly trustedWorkspaces: readonly string[];
  /** May the workspace's identity act on the cluster (the roles that attach needs); false stands for none of them. */
  readonly workspaceAccess: boolean;
  /** Which of those roles the workspace's identity lacks. */
  readonly missingRoles: readonly WorkspaceRole[];
  /** Its nodes, which stand in the agent pools of an AKS cluster and are counted on an Arc one. */
  readonly nodes: readonly NodeRecord[];
  /** Its namespaces, beside `azureml`, which comes with the extension. */
  readonly namespaces: readonly string[];
  /** Objects of kind InstanceType in it. */
  readonly instanceTypes: readonly JsonObject[];
  /** Pods of the extension that wait, by the beginning of their name, with the reason. */
  readonly waitingPods: Readonly<Record<string, string>>;
  /** AKS only: commands through Azure are switched off. */
  readonly runCommandDisabled: boolean;
  /** AKS only: Microsoft Entra decides about access, so that a command needs a token for the cluster. */
  readonly entraManaged: boolean;
  /** AKS only: why a command in it does not run; null when all is well. */
  readonly commandTrouble: CommandTrouble | null;
  /** Why an installation of the AzureML extension will fail; null when it will not. */
  readonly installFailure: InstallFailure | null;
  readonly createdAt: number;
}

/** Why a command in a cluster does not run. */
export type CommandTrouble = 'not-started' | 'policy' | 'never-ran' | 'image-pull' | 'forbidden';

/** A node of a cluster. */
export interface NodeRecord {
  readonly name: string;
  /** What pods may use, as quantities of Kubernetes: `3860m`, `12880736Ki`. */
  readonly cpu: string;
  readonly memory: string;
  readonly gpus: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly ready: boolean;
  readonly unschedulable: boolean;
}

/** One entry of an extension's `statuses`. */
export interface ExtensionStatus {
  readonly code: string;
  readonly displayStatus: string | null;
  /** Null stands for a failure (documented for another extension). */
  readonly level: 'Information' | 'Warning' | 'Error' | null;
  readonly message: string;
}

/** A cluster extension (`Microsoft.KubernetesConfiguration/extensions`). */
export interface ExtensionRecord {
  readonly id: string;
  readonly clusterId: string;
  readonly name: string;
  readonly extensionType: string;
  readonly version: string;
  readonly releaseTrain: string;
  readonly provisioningState: string;
  readonly configurationSettings: Readonly<Record<string, string>>;
  /** The names of its protected settings; their values are never kept. */
  readonly protectedSettings: readonly string[];
  /** For the whole cluster, or for one namespace. */
  readonly scope: 'cluster' | 'namespace';
  readonly releaseNamespace: string;
  readonly autoUpgrade: boolean;
  readonly statuses: readonly ExtensionStatus[];
  /** What the last operation on the extension failed with. */
  readonly errorInfo: ErrorBody | null;
  readonly principalId: string;
  readonly createdAt: number;
  /** Whether nothing is left of it when its first installation fails. */
  readonly vanishesWhenFailed: boolean;
  /** The last operation on it; null when it has none that matters. */
  readonly operation: ResourceOperation | null;
}

/** A user-assigned managed identity. */
export interface IdentityRecord {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly principalId: string;
  readonly clientId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What the caller may do at a scope and below it. Actions may hold `*`. */
export interface Grant {
  /** An ARM scope: `/`, a subscription, a resource group or a resource id. */
  readonly scope: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** The managed identity that a compute is to have. */
export type ComputeIdentity =
  | { readonly kind: 'none' }
  | { readonly kind: 'system' }
  | { readonly kind: 'user' | 'system-and-user'; readonly ids: readonly string[] };

/** What a PUT asked for, cleaned of secrets and read-only members. */
export interface ComputeSpec {
  readonly computeType: string;
  readonly location: string;
  readonly computeLocation: string | null;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly identity: ComputeIdentity;
  readonly resourceId: string | null;
  readonly disableLocalAuth: boolean;
  readonly properties: JsonObject | null;
}

/** Where a compute rests when no operation is under way. */
export interface RestingState {
  readonly state: 'Succeeded' | 'Failed' | 'Canceled';
  readonly errors: readonly Json[] | null;
  readonly modifiedAt: number;
}

/** A compute of a workspace: what was asked, where it rests, and the operation that works on it (by id). */
export interface ComputeRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly spec: ComputeSpec;
  readonly resting: RestingState;
  readonly operationId: string | null;
}

/** A long-running operation; whether it is ready is derived from these numbers and the time of asking. */
export interface OperationRecord {
  readonly id: string;
  readonly kind: 'attach' | 'update' | 'detach';
  readonly computeId: string;
  readonly acceptedAt: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
  /** The service answers 404 to polls once the operation is over. */
  readonly vanishes: boolean;
}
