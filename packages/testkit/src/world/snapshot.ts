import type {
  BindingRecord,
  CommandRecord,
  HybridConnectionRecord,
  RegistrationRecord,
  RelayRecord,
  RelayRuleRecord,
  ResourceOperation,
  RoleAssignmentRecord,
} from './preparing-records.js';
import type {
  ClusterChange,
  ClusterRecord,
  ComputeRecord,
  ExtensionRecord,
  Grant,
  IdentityRecord,
  OperationRecord,
  WorkspaceRecord,
} from './records.js';
import { registrationKey } from './registration.js';
import { idKey } from './resource-id.js';
import { World } from './world.js';

/** A whole world as plain JSON, to be kept and taken up again. */
export interface WorldSnapshot {
  readonly format: 'azureml-kubernetes-testkit/2';
  /** How many GUIDs were handed out, so that no operation id is used twice. */
  readonly guidCount: number;
  readonly subscriptions: readonly string[];
  readonly workspaces: readonly WorkspaceRecord[];
  readonly clusters: readonly ClusterRecord[];
  readonly extensions: readonly ExtensionRecord[];
  readonly identities: readonly IdentityRecord[];
  readonly registrations: readonly RegistrationRecord[];
  readonly resourceOperations: readonly ResourceOperation[];
  readonly bindings: readonly BindingRecord[];
  readonly roleAssignments: readonly RoleAssignmentRecord[];
  readonly relays: readonly RelayRecord[];
  readonly hybridConnections: readonly HybridConnectionRecord[];
  readonly relayRules: readonly RelayRuleRecord[];
  readonly commands: readonly CommandRecord[];
  readonly computes: readonly ComputeRecord[];
  readonly operations: readonly OperationRecord[];
  readonly clusterChanges: readonly ClusterChange[];
  readonly grants: readonly Grant[];
}

/** Takes a picture of a world at `now`. */
export function takeSnapshot(
  world: World,
  { guidCount, now }: { readonly guidCount: number; readonly now: number },
): WorldSnapshot {
  return {
    format: 'azureml-kubernetes-testkit/2',
    guidCount,
    subscriptions: world.subscriptions,
    workspaces: [...world.workspaces.values()],
    clusters: [...world.clusters.values()],
    extensions: [...world.extensions.values()],
    identities: [...world.identities.values()],
    registrations: [...world.registrations.values()],
    resourceOperations: [...world.resourceOperations.values()],
    bindings: [...world.bindings.values()],
    roleAssignments: [...world.roleAssignments.values()],
    relays: [...world.relays.values()],
    hybridConnections: [...world.hybridConnections.values()],
    relayRules: [...world.relayRules.values()],
    commands: [...world.commands.values()],
    computes: world.computeRecords(now),
    operations: [...world.operations.values()],
    clusterChanges: [...world.clusterChanges],
    grants: world.grants,
  };
}

/** Makes the world of a picture. */
export function worldOf(snapshot: WorldSnapshot): World {
  const world = new World();
  for (const subscription of snapshot.subscriptions) world.addSubscription(subscription);
  for (const workspace of snapshot.workspaces) world.addWorkspace(workspace);
  for (const cluster of snapshot.clusters) world.addCluster(cluster);
  for (const extension of snapshot.extensions) world.addExtension(extension);
  for (const identity of snapshot.identities) world.addIdentity(identity);
  for (const relay of snapshot.relays) world.addRelay(relay);
  for (const one of snapshot.registrations) world.registrations.set(registrationKey(one), one);
  keep(world.resourceOperations, snapshot.resourceOperations);
  keep(world.bindings, snapshot.bindings);
  keep(world.roleAssignments, snapshot.roleAssignments);
  keep(world.hybridConnections, snapshot.hybridConnections);
  keep(world.relayRules, snapshot.relayRules);
  keep(world.commands, snapshot.commands);
  for (const operation of snapshot.operations) world.putOperation(operation);
  for (const compute of snapshot.computes) world.putCompute(compute);
  for (const change of snapshot.clusterChanges) world.recordClusterChange(change);
  world.grants = snapshot.grants;
  return world;
}

function keep<T extends { readonly id: string }>(place: Map<string, T>, records: readonly T[]): void {
  for (const record of records) place.set(idKey(record.id), record);
}
