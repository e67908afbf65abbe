import type { ClusterSeed } from '../seed/seed.js';
import { seedCluster } from '../seed/seed-resources.js';
import type { ServiceTime } from '../time/service-time.js';
import type { ClusterChange, ClusterRecord } from '../world/records.js';
import { idKey } from '../world/resource-id.js';
import type { World } from '../world/world.js';
import { UnknownResourceError } from './unknown-resource-error.js';

/** What can change about a cluster while a test runs. */
export type ClusterUpdate = Partial<
  Pick<
    ClusterRecord,
    | 'powerState'
    | 'connectivityStatus'
    | 'provisioningState'
    | 'privateCluster'
    | 'authorizedIpRanges'
    | 'localAccountsDisabled'
    | 'servicePrincipal'
    | 'trustedWorkspaces'
    | 'workspaceAccess'
    | 'missingRoles'
    | 'kubernetesVersion'
    | 'nodes'
    | 'namespaces'
    | 'instanceTypes'
    | 'waitingPods'
    | 'runCommandDisabled'
    | 'entraManaged'
    | 'commandTrouble'
    | 'installFailure'
  >
>;

/** AKS and Arc clusters of the fake. */
export class ClusterControl {
  readonly #world: World;
  readonly #time: ServiceTime;

  constructor(world: World, time: ServiceTime) {
    this.#world = world;
    this.#time = time;
  }

  add(seed: ClusterSeed): ClusterRecord {
    return seedCluster(this.#world, seed, this.#time.now());
  }

  list(): readonly ClusterRecord[] {
    return [...this.#world.clusters.values()];
  }

  /** @throws UnknownResourceError */
  get(id: string): ClusterRecord {
    const found = this.#world.clusters.get(idKey(id));
    if (found === undefined)
      throw new UnknownResourceError(
        'cluster',
        id,
        this.list().map((cluster) => cluster.id),
      );
    return found;
  }

  /** Changes a cluster, as its owner would. @throws UnknownResourceError */
  change(id: string, change: ClusterUpdate): ClusterRecord {
    const changed = { ...this.get(id), ...change };
    this.#world.addCluster(changed);
    return changed;
  }

  /** The owner deletes the cluster, and its extensions with it. @throws UnknownResourceError */
  remove(id: string): void {
    this.#world.removeCluster(this.get(id).id);
  }

  /**
   * Everything that the service itself did to clusters, or to the one given. A detach must leave this empty; only a
   * DELETE with `underlyingResourceAction=Delete` writes here.
   */
  changes(id?: string): readonly ClusterChange[] {
    return this.#world.clusterChanges.filter(
      (change) => id === undefined || idKey(change.clusterId) === idKey(id),
    );
  }
}
