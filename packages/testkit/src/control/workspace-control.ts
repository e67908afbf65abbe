import type { WorkspaceSeed } from '../seed/seed.js';
import { seedWorkspace } from '../seed/seed-resources.js';
import type { ServiceTime } from '../time/service-time.js';
import type { WorkspaceRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { requireWorkspace } from './require-workspace.js';

/** Workspaces of the fake. */
export class WorkspaceControl {
  readonly #world: World;
  readonly #time: ServiceTime;

  constructor(world: World, time: ServiceTime) {
    this.#world = world;
    this.#time = time;
  }

  add(seed: WorkspaceSeed): WorkspaceRecord {
    return seedWorkspace(this.#world, seed, this.#time.now());
  }

  list(): readonly WorkspaceRecord[] {
    return [...this.#world.workspaces.values()];
  }

  /** The workspace with this id, or the first one. @throws UnknownResourceError */
  get(id?: string): WorkspaceRecord {
    return requireWorkspace(this.#world, id);
  }
}
