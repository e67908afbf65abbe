import type { IdentitySeed } from '../seed/seed.js';
import { seedIdentity } from '../seed/seed-resources.js';
import type { IdentityRecord } from '../world/records.js';
import { idKey } from '../world/resource-id.js';
import type { World } from '../world/world.js';

/** User-assigned identities of the fake. */
export class IdentityControl {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  add(seed: IdentitySeed): IdentityRecord {
    return seedIdentity(this.#world, seed);
  }

  list(): readonly IdentityRecord[] {
    return [...this.#world.identities.values()];
  }

  remove(id: string): void {
    this.#world.identities.delete(idKey(id));
  }
}
