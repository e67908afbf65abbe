import type { ComputeSeed } from '../seed/seed.js';
import { seedCompute } from '../seed/seed-resources.js';
import type { ServiceTime } from '../time/service-time.js';
import { attachFailure } from '../world/attach-failure.js';
import type { ComputeView } from '../world/lifecycle.js';
import type { OperationRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { requireWorkspace } from './require-workspace.js';
import { UnknownResourceError } from './unknown-resource-error.js';

/** Computes of the fake. A `workspaceId` that is left out means the first workspace. */
export class ComputeControl {
  readonly #world: World;
  readonly #time: ServiceTime;

  constructor(world: World, time: ServiceTime) {
    this.#world = world;
    this.#time = time;
  }

  /** Puts a compute there that is not the result of a PUT. */
  add(seed: ComputeSeed, workspaceId?: string): ComputeView {
    const workspace = requireWorkspace(this.#world, workspaceId);
    seedCompute(this.#world, workspace, { seed, now: this.#time.now() });
    return this.get(seed.name, workspaceId);
  }

  list(workspaceId?: string): readonly ComputeView[] {
    return this.#world.computesOf(requireWorkspace(this.#world, workspaceId).id, this.#time.now());
  }

  /** The compute as it is now, or null. */
  find(name: string, workspaceId?: string): ComputeView | null {
    return this.#world.compute(
      `${requireWorkspace(this.#world, workspaceId).id}/computes/${name}`,
      this.#time.now(),
    );
  }

  /** The compute as it is now. @throws UnknownResourceError */
  get(name: string, workspaceId?: string): ComputeView {
    const found = this.find(name, workspaceId);
    if (found !== null) return found;
    throw new UnknownResourceError(
      'compute',
      name,
      this.list(workspaceId).map(({ record }) => record.name),
    );
  }

  /** Ends the operation at work on a compute, now and as planned. @throws UnknownResourceError */
  finish(name: string, workspaceId?: string): void {
    this.#change(this.get(name, workspaceId), {});
  }

  /** Ends the operation at work on a compute, now and as failed. @throws UnknownResourceError */
  fail(name: string, error: { readonly code: string; readonly message: string }, workspaceId?: string): void {
    this.#change(this.get(name, workspaceId), { outcome: attachFailure(error.code, error.message) });
  }

  /** Removes a compute without an operation, as another tool would. */
  remove(name: string, workspaceId?: string): void {
    this.#world.removeCompute(this.get(name, workspaceId).record.id);
  }

  #change({ operation, record }: ComputeView, change: Partial<OperationRecord>): void {
    if (operation === null) throw new UnknownResourceError('operation', `of ${record.name}`, []);
    const outcome =
      operation.outcome.kind === 'never-ends' ? ({ kind: 'succeeds' } as const) : operation.outcome;
    const durationMs = this.#time.now() - operation.acceptedAt;
    this.#world.putOperation({ ...operation, outcome, durationMs, ...change });
  }
}
