import type { Operation } from '@azureml-kubernetes/core';

/** More than any agent has under way; the oldest is forgotten first, which only makes its wait less exact. */
const MAX_OPERATIONS = 1_000;

/** Remembers the running operation of each compute, by its ARM id without regard to case. */
export class OperationMemory {
  readonly #byCompute = new Map<string, Operation>();

  remember(operation: Operation): void {
    const key = operation.computeId.toLowerCase();
    this.#byCompute.delete(key);
    this.#byCompute.set(key, operation);
    const [oldest] = this.#byCompute.keys();
    if (this.#byCompute.size > MAX_OPERATIONS && oldest !== undefined) this.#byCompute.delete(oldest);
  }

  find(computeId: string): Operation | null {
    return this.#byCompute.get(computeId.toLowerCase()) ?? null;
  }

  forget(computeId: string): void {
    this.#byCompute.delete(computeId.toLowerCase());
  }
}
