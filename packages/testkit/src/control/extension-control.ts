import type { ExtensionSeed } from '../seed/seed.js';
import { seedExtension } from '../seed/seed-resources.js';
import type { ServiceTime } from '../time/service-time.js';
import type { ExtensionRecord } from '../world/records.js';
import { idKey } from '../world/resource-id.js';
import type { World } from '../world/world.js';
import { UnknownResourceError } from './unknown-resource-error.js';

/** Cluster extensions of the fake. */
export class ExtensionControl {
  readonly #world: World;
  readonly #time: ServiceTime;

  constructor(world: World, time: ServiceTime) {
    this.#world = world;
    this.#time = time;
  }

  /** Installs an extension in a cluster, a healthy AzureML one by default; one of the same name is replaced. */
  install(clusterId: string, seed: ExtensionSeed = {}): ExtensionRecord {
    const cluster = this.#world.clusters.get(idKey(clusterId));
    if (cluster === undefined)
      throw new UnknownResourceError(
        'cluster',
        clusterId,
        [...this.#world.clusters.values()].map(({ id }) => id),
      );
    return seedExtension(this.#world, cluster.id, { seed, now: this.#time.now() });
  }

  list(clusterId: string): readonly ExtensionRecord[] {
    return this.#world
      .extensionsOf(clusterId, this.#time.now())
      .map(({ record, provisioningState }) => ({ ...record, provisioningState }));
  }

  /** Removes an extension of a cluster. @throws UnknownResourceError */
  remove(clusterId: string, name = 'azureml'): void {
    const found = this.list(clusterId).find((extension) => extension.name === name);
    if (found === undefined)
      throw new UnknownResourceError(
        'extension',
        name,
        this.list(clusterId).map((extension) => extension.name),
      );
    this.#world.extensions.delete(idKey(found.id));
  }
}
