import type { ClusterKind, WorkspaceId } from '../domain/ids/resource-ids.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';

/** A list that is read for a search. */
export interface SearchedList {
  readonly subscriptionId: string;
  readonly kind: ClusterKind | 'computes' | 'workspaces';
  /** Of `computes`: whose they are. */
  readonly workspaceId: WorkspaceId | null;
}

/** A list that could not be read to its end. */
export interface SearchFailure extends SearchedList {
  readonly error: ComputeTargetError;
}

/** Reads lists and goes on where one fails: what it gave until then is kept, and the failure is noted. */
export class BestEffortSearch {
  readonly failures: SearchFailure[] = [];
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  async read<T>(list: SearchedList, pages: AsyncIterable<readonly T[]>): Promise<T[]> {
    const found: T[] = [];
    try {
      for await (const page of pages) found.push(...page);
    } catch (error) {
      this.#signal?.throwIfAborted();
      if (!ComputeTargetError.isInstance(error)) throw error;
      this.failures.push({ ...list, error });
    }
    return found;
  }
}
