import { type ComputeView, computeAt } from './lifecycle.js';
import type {
  ClusterRecord,
  ClusterTouch,
  ComputeRecord,
  ExtensionRecord,
  Grant,
  IdentityRecord,
  OperationRecord,
  WorkspaceRecord,
} from './records.js';
import { groupId, idKey } from './resource-id.js';
import { Sweep } from './sweep.js';

/** Everything that exists. All finding is by {@link idKey}, so without regard to case, as in ARM. */
export class World {
  readonly workspaces: Map<string, WorkspaceRecord> = new Map();
  readonly clusters: Map<string, ClusterRecord> = new Map();
  readonly extensions: Map<string, ExtensionRecord> = new Map();
  readonly identities: Map<string, IdentityRecord> = new Map();
  readonly operations: Map<string, OperationRecord> = new Map();
  readonly #sweep = new Sweep();
  readonly #computes = new Map<string, Map<string, ComputeRecord>>();
  readonly #groups = new Map<string, string>();
  readonly #subscriptions = new Map<string, string>();
  /** Everything that the service did to clusters themselves. */
  readonly touches: ClusterTouch[] = [];
  grants: readonly Grant[] = [{ scope: '/', actions: ['*'], notActions: [] }];

  addSubscription(subscriptionId: string): void {
    this.#subscriptions.set(subscriptionId.toLowerCase(), subscriptionId);
  }

  addWorkspace(workspace: WorkspaceRecord): void {
    this.#place(workspace);
    this.workspaces.set(idKey(workspace.id), workspace);
  }

  addCluster(cluster: ClusterRecord): void {
    this.#place(cluster);
    this.clusters.set(idKey(cluster.id), cluster);
  }

  /** The cluster is gone; what was done to it stays on record. */
  removeCluster(clusterId: string): void {
    this.clusters.delete(idKey(clusterId));
    for (const extension of this.extensionsOf(clusterId)) this.extensions.delete(idKey(extension.id));
  }

  recordTouch(touch: ClusterTouch): void {
    this.touches.push(touch);
  }

  addIdentity(identity: IdentityRecord): void {
    this.#place(identity);
    this.identities.set(idKey(identity.id), identity);
  }

  addExtension(extension: ExtensionRecord): void {
    this.extensions.set(idKey(extension.id), extension);
  }

  hasSubscription(subscriptionId: string): boolean {
    return this.#subscriptions.has(subscriptionId.toLowerCase());
  }

  get subscriptions(): readonly string[] {
    return [...this.#subscriptions.values()];
  }

  hasGroup(subscriptionId: string, resourceGroup: string): boolean {
    return this.#groups.has(idKey(groupId({ subscriptionId, resourceGroup })));
  }

  extensionsOf(clusterId: string): readonly ExtensionRecord[] {
    const key = idKey(clusterId);
    return [...this.extensions.values()].filter((extension) => idKey(extension.clusterId) === key);
  }

  /** The compute as it is at `now`, or null. One whose detach is over is forgotten here. */
  compute(computeId: string, now: number): ComputeView | null {
    const key = idKey(computeId);
    const record = this.#computesOf(key).get(key);
    if (record === undefined) return null;
    const view = this.#view(record, now);
    if (view === null) this.removeCompute(computeId);
    return view;
  }

  /** All computes of a workspace as they are at `now`, oldest first. Those whose detach is over are forgotten here. */
  computesOf(workspaceId: string, now: number): ComputeView[] {
    const records = this.#computes.get(idKey(workspaceId)) ?? new Map<string, ComputeRecord>();
    return [...records].flatMap(([key, record]) => {
      const view = this.#view(record, now);
      if (view === null) records.delete(key);
      return view ?? [];
    });
  }

  /** Every compute record there is, without regard to time. */
  get computeRecords(): readonly ComputeRecord[] {
    return [...this.#computes.values()].flatMap((records) => [...records.values()]);
  }

  putCompute(record: ComputeRecord): void {
    const key = idKey(record.id);
    this.#computesOf(key).set(key, record);
  }

  removeCompute(computeId: string): void {
    const key = idKey(computeId);
    this.#computesOf(key).delete(key);
  }

  operation(id: string): OperationRecord | null {
    return this.operations.get(id.toLowerCase()) ?? null;
  }

  putOperation(operation: OperationRecord): void {
    this.operations.set(operation.id.toLowerCase(), operation);
  }

  /**
   * Forgets operations that `isPast` tells can no longer be read, except for those that a compute has its state from.
   */
  forgetOperations(now: number, isPast: (operation: OperationRecord) => boolean): void {
    this.#sweep.run(this.operations, (operation) => isPast(operation) && !this.#decidesState(operation, now));
  }

  #decidesState({ id, computeId }: OperationRecord, now: number): boolean {
    const key = idKey(computeId);
    return this.compute(computeId, now) !== null && this.#computesOf(key).get(key)?.operationId === id;
  }

  #view(record: ComputeRecord, now: number): ComputeView | null {
    return computeAt(record, record.operationId === null ? null : this.operation(record.operationId), now);
  }

  #computesOf(computeKey: string): Map<string, ComputeRecord> {
    const workspaceKey = computeKey.slice(0, computeKey.lastIndexOf('/computes/'));
    const known = this.#computes.get(workspaceKey);
    if (known !== undefined) return known;
    const fresh = new Map<string, ComputeRecord>();
    this.#computes.set(workspaceKey, fresh);
    return fresh;
  }

  #place(resource: { readonly subscriptionId: string; readonly resourceGroup: string }): void {
    this.addSubscription(resource.subscriptionId);
    this.#groups.set(idKey(groupId(resource)), groupId(resource));
  }
}
