import type { Fact } from '../../domain/fact.js';
import { allows, type Permission } from '../../domain/permission.js';
import type { NeededRight } from '../../domain/preparing/step.js';
import { readPermissions } from '../../service/read-access.js';
import type { ComputeService } from '../../service/service.js';

/** What the caller may do, read once for each scope. */
export class Rights {
  readonly #service: ComputeService;
  readonly #signal: AbortSignal | undefined;
  readonly #known = new Map<string, Promise<Fact<readonly Permission[]>>>();

  constructor(service: ComputeService, signal: AbortSignal | undefined) {
    this.#service = service;
    this.#signal = signal;
  }

  /** The rights that the caller is known to lack; one that could not be seen is not among them. */
  async missing(needs: readonly NeededRight[]): Promise<readonly NeededRight[]> {
    const lacks = await Promise.all(needs.map((right) => this.#lacks(right)));
    return needs.filter((_, index) => lacks[index]);
  }

  async #lacks({ action, scope }: NeededRight): Promise<boolean> {
    const key = scope.toLowerCase();
    const permissions = this.#known.get(key) ?? readPermissions(this.#service, scope, this.#signal);
    this.#known.set(key, permissions);
    const fact = await permissions;
    return fact.kind === 'read' && !allows(fact.value, action);
  }
}
