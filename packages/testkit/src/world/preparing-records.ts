import type { Outcome } from './outcome.js';

/** A long-running operation on an extension or on a Trusted Access binding; ready or not is derived from the time. */
export interface ResourceOperation {
  readonly id: string;
  readonly resourceId: string;
  readonly verb: 'create' | 'update' | 'delete';
  readonly acceptedAt: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
  /** The service answers 404 to polls once the operation is over. */
  readonly vanishes: boolean;
}

/** A resource provider of a subscription that is not, or not yet, registered. One without a record is registered. */
export interface RegistrationRecord {
  readonly subscriptionId: string;
  readonly namespace: string;
  /** When it was asked for; null when it was not. */
  readonly acceptedAt: number | null;
  readonly durationMs: number;
}

/** A Trusted Access role binding of an AKS cluster (`managedClusters/trustedAccessRoleBindings`). */
export interface BindingRecord {
  readonly id: string;
  readonly clusterId: string;
  readonly name: string;
  /** The id of the workspace, in the casing of the caller (recorded). */
  readonly sourceResourceId: string;
  readonly roles: readonly string[];
  /** What works on it; null when nothing does. */
  readonly operation: ResourceOperation | null;
}

/** A role assignment (`Microsoft.Authorization/roleAssignments`). */
export interface RoleAssignmentRecord {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  readonly roleDefinitionId: string;
  readonly principalId: string;
  readonly principalType: string;
  readonly createdAt: number;
  readonly createdBy: string;
  /** From when on it has an effect. */
  readonly effectiveAt: number;
}

/** A Relay namespace (`Microsoft.Relay/namespaces`). */
export interface RelayRecord {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** How long it is activated, in milliseconds. */
  readonly durationMs: number;
}

/** A hybrid connection of a Relay namespace. */
export interface HybridConnectionRecord {
  readonly id: string;
  readonly relayId: string;
  readonly name: string;
  readonly requiresClientAuthorization: boolean;
  readonly createdAt: number;
}

/** An authorization rule of a hybrid connection, with what its keys are made from. */
export interface RelayRuleRecord {
  readonly id: string;
  readonly connectionId: string;
  readonly name: string;
  readonly rights: readonly string[];
  readonly keySource: string;
}

/** A command that ran in a cluster. What it says is fixed when it is accepted, like everything else here. */
export interface CommandRecord {
  readonly id: string;
  readonly clusterId: string;
  readonly acceptedAt: number;
  readonly durationMs: number;
  readonly end:
    | { readonly kind: 'ran'; readonly exitCode: number; readonly logs: string }
    | { readonly kind: 'not-run'; readonly reason: string };
}
