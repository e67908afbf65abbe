import type { ServiceProblem } from '../errors/service-problem.js';
import type { ComputeName } from './ids/compute-name.js';
import type { ComputeId } from './ids/resource-ids.js';
import type { InstanceTypes } from './instance-types.js';
import type { JsonValue } from './json.js';
import type { Lifecycle } from './lifecycle.js';
import type { Secret } from './secret.js';
import type { Timestamp } from './timestamp.js';

/** A Kubernetes compute of a workspace, as the service or a stored payload describes it. */
export interface Compute {
  readonly id: ComputeId;
  readonly name: ComputeName;
  /** ARM type; null where the payload does not say. */
  readonly type: string | null;
  /** Region of the workspace; null where the service does not say. */
  readonly location: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly identity: ComputeIdentity | null;
  readonly description: string | null;
  readonly lifecycle: Lifecycle;
  /** The service's provisioning errors, unchanged: their shape varies. */
  readonly provisioningErrors: JsonValue;
  /** The causes found in `provisioningErrors`. */
  readonly problems: readonly ServiceProblem[];
  readonly createdOn: Timestamp | null;
  readonly modifiedOn: Timestamp | null;
  /** Whether the cluster is the customer's own, which it always is for this type; null where not said. */
  readonly isAttached: boolean | null;
  /** ARM id of the cluster. Text, because older computes may hold forms that an attach would refuse. */
  readonly clusterResourceId: string | null;
  readonly clusterLocation: string | null;
  readonly namespace: string | null;
  readonly defaultInstanceType: string | null;
  readonly instanceTypes: InstanceTypes | null;
  readonly publicIp: string | null;
  /** Connection strings of Azure Relay and Service Bus. The service never returns them; a payload may. */
  readonly connectionStrings: ConnectionStrings;
}

/** The connection strings of a compute, where the service gave them. */
export interface ConnectionStrings {
  readonly relay: Secret | null;
  readonly serviceBus: Secret | null;
}

/** The managed identity of a compute. Members are absent where the service left them out. */
export interface ComputeIdentity {
  /** `SystemAssigned`, `UserAssigned`, `SystemAssigned,UserAssigned` or `None`, in the service's casing. */
  readonly type: string;
  readonly principalId?: string | null;
  readonly tenantId?: string | null;
  readonly userAssignedIdentities?: Readonly<Record<string, JsonValue>> | null;
}
