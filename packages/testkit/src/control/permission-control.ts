import type { Grant } from '../world/records.js';
import type { World } from '../world/world.js';

/** A grant, with the parts that are mostly the same left out. */
export type GrantSeed = Pick<Grant, 'actions'> & Partial<Grant>;

/** What the caller may do. At first: everything, everywhere. */
export class PermissionControl {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  list(): readonly Grant[] {
    return this.#world.grants;
  }

  /** Replaces all grants. Without any, the caller may do nothing. */
  replace(...grants: readonly GrantSeed[]): void {
    this.#world.grants = grants.map((grant) => ({ scope: '/', notActions: [], ...grant }));
  }

  /** Takes an action away everywhere, such as `Microsoft.MachineLearningServices/workspaces/computes/write`. */
  deny(action: string): void {
    this.#world.grants = this.#world.grants.map((grant) => ({
      ...grant,
      notActions: [...grant.notActions, action],
    }));
  }
}
