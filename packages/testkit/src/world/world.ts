import { type ExtensionView, extensionAt } from './extension-state.js';
import { type ComputeView, computeAt } from './lifecycle.js';
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
  ResourceGroupRecord,
  WorkspaceRecord,
} from './records.js';
import { groupId, idKey } from './resource-id.js';
import { Sweep } from './sweep.js';

interface WorkspaceComputes {
  readonly records: Map<string, ComputeRecord>;
  readonly sweep: Sweep;
}

/** Everything that exists. All finding is by {@link idKey}, so without regard to case, as in ARM. */
export class World {
  readonly workspaces: Map<string, WorkspaceRecord> = new Map();
  readonly clusters: Map<string, ClusterRecord> = new Map();
  readonly extensions: Map<string, ExtensionRecord> = new Map();
  readonly identities: Map<string, IdentityRecord> = new Map();
  readonly operations: Map<string, OperationRecord> = new Map();
  readonly registrations: Map<string, RegistrationRecord> = new Map();
  readonly resourceOperations: Map<string, ResourceOperation> = new Map();
  readonly bindings: Map<string, BindingRecord> = new Map();
  readonly roleAssignments: Map<string, RoleAssignmentRecord> = new Map();
  readonly relays: Map<string, RelayRecord> = new Map();
  readonly hybridConnections: Map<string, HybridConnectionRecord> = new Map();
  readonly relayRules: Map<string, RelayRuleRecord> = new Map();
  readonly commands: Map<string, CommandRecord> = new Map();
  /** When a principal was first named that the directory does not know yet. */
  readonly seenPrincipals: Map<string, number> = new Map();
  readonly #sweep = new Sweep();
  readonly #computes = new Map<string, WorkspaceComputes>();
  readonly #groups = new Map<string, ResourceGroupRecord>();
  readonly #subscriptions = new Map<string, string>();
  /** Everything that the service did to clusters themselves. */
  readonly clusterChanges: ClusterChange[] = [];
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
    const key = idKey(clusterId);
    for (const [id, extension] of this.extensions)
      if (idKey(extension.clusterId) === key) this.extensions.delete(id);
  }

  recordClusterChange(change: ClusterChange): void {
    this.clusterChanges.push(change);
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

  /** The resource groups: those that hold, or once held, a resource. */
  get groups(): readonly ResourceGroupRecord[] {
    return [...this.#groups.values()];
  }

  /** The extensions of a cluster as they are at `now`. */
  extensionsOf(clusterId: string, now: number): readonly ExtensionView[] {
    const key = idKey(clusterId);
    return [...this.extensions.values()]
      .filter((extension) => idKey(extension.clusterId) === key)
      .flatMap((extension) => extensionAt(extension, now) ?? []);
  }

  /** Adds a Relay namespace. */
  addRelay(relay: RelayRecord): void {
    this.#place(relay);
    this.relays.set(idKey(relay.id), relay);
  }

  /** The compute as it is at `now`, or null. */
  compute(computeId: string, now: number): ComputeView | null {
    const record = this.#computesBeside(computeId)?.records.get(idKey(computeId));
    return record === undefined ? null : this.#view(record, now);
  }

  /** All computes of a workspace as they are at `now`, oldest first. */
  computesOf(workspaceId: string, now: number): ComputeView[] {
    const records = this.#computes.get(idKey(workspaceId))?.records.values() ?? [];
    return [...records].flatMap((record) => this.#view(record, now) ?? []);
  }

  /** The record of each compute that exists at `now`. */
  computeRecords(now: number): readonly ComputeRecord[] {
    return [...this.#computes.values()].flatMap(({ records }) =>
      [...records.values()].filter((record) => this.#view(record, now) !== null),
    );
  }

  putCompute(record: ComputeRecord): void {
    const workspaceKey = workspaceKeyOf(record.id);
    const known = this.#computes.get(workspaceKey) ?? { records: new Map(), sweep: new Sweep() };
    this.#computes.set(workspaceKey, known);
    const key = idKey(record.id);
    // One that is created again after its detach stands at the end of the list, as every new one does.
    if (known.records.get(key)?.createdAt !== record.createdAt) known.records.delete(key);
    known.records.set(key, record);
  }

  removeCompute(computeId: string): void {
    this.#computesBeside(computeId)?.records.delete(idKey(computeId));
  }

  operation(id: string): OperationRecord | null {
    return this.operations.get(id.toLowerCase()) ?? null;
  }

  putOperation(operation: OperationRecord): void {
    this.operations.set(operation.id.toLowerCase(), operation);
  }

  /**
   * Forgets computes of a workspace whose detach is over, and operations that `isPast` tells can no longer be read,
   * except for those that a compute has its state from.
   */
  forgetPast(now: number, workspaceId: string, isPast: (operation: OperationRecord) => boolean): void {
    const computes = this.#computes.get(idKey(workspaceId));
    computes?.sweep.run(computes.records, (record) => this.#view(record, now) === null);
    this.#sweep.run(this.operations, (operation) => isPast(operation) && !this.#decidesState(operation, now));
  }

  /** Whether a compute has its state from this operation. A compute that is gone goes with its operation. */
  #decidesState({ id, computeId }: OperationRecord, now: number): boolean {
    const record = this.#computesBeside(computeId)?.records.get(idKey(computeId));
    if (record?.operationId !== id) return false;
    if (this.#view(record, now) !== null) return true;
    this.removeCompute(computeId);
    return false;
  }

  #view(record: ComputeRecord, now: number): ComputeView | null {
    return computeAt(record, record.operationId === null ? null : this.operation(record.operationId), now);
  }

  #computesBeside(computeId: string): WorkspaceComputes | undefined {
    return this.#computes.get(workspaceKeyOf(computeId));
  }

  /** A resource group has the location of the first resource in it. */
  #place({ subscriptionId, resourceGroup, location }: Omit<ResourceGroupRecord, 'id'>): void {
    this.addSubscription(subscriptionId);
    const id = groupId({ subscriptionId, resourceGroup });
    if (this.#groups.has(idKey(id))) return;
    this.#groups.set(idKey(id), { id, subscriptionId, resourceGroup, location });
  }
}

function workspaceKeyOf(computeId: string): string {
  const key = idKey(computeId);
  return key.slice(0, key.lastIndexOf('/computes/'));
}
