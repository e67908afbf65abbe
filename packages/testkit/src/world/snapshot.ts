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
  for (const operation of snapshot.operations) world.putOperation(operation);
  for (const compute of snapshot.computes) world.putCompute(compute);
  for (const change of snapshot.clusterChanges) world.recordClusterChange(change);
  world.grants = snapshot.grants;
  return world;
}
