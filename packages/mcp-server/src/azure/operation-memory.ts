import type { Operation } from '@azureml-kubernetes/core';
import { RecentMap } from '../runtime/recent-map.js';

/** More than any agent has at work; the oldest is forgotten first, which only makes its wait less exact. */
const MAX_OPERATIONS = 1_000;

interface Remembered {
  readonly operation: Operation;
  /** Whether its end has been reported. */
  readonly over: boolean;
}

/** Remembers the latest operation on each compute, by its ARM id without regard to case. */
export class OperationMemory {
  readonly #byCompute = new RecentMap<string, Remembered>(MAX_OPERATIONS);

  remember(operation: Operation): void {
    this.#byCompute.set(operation.computeId.toLowerCase(), { operation, over: false });
  }

  /** The operation that a wait is to follow. */
  running(computeId: string): Operation | null {
    const found = this.#byCompute.get(computeId.toLowerCase());
    return found === undefined || found.over ? null : found.operation;
  }

  /** The operation that a diagnosis may ask for its errors, over or not. */
  latest(computeId: string): Operation | null {
    return this.#byCompute.get(computeId.toLowerCase())?.operation ?? null;
  }

  /** Its failure has been reported: a later wait is for something else. */
  conclude(computeId: string): void {
    const key = computeId.toLowerCase();
    const found = this.#byCompute.get(key);
    if (found !== undefined) this.#byCompute.set(key, { ...found, over: true });
  }

  forget(computeId: string): void {
    this.#byCompute.delete(computeId.toLowerCase());
  }
}
