import type { Operation } from '@azureml-kubernetes/core';

/** More than any agent has under way; the oldest is forgotten first, which only makes its wait less exact. */
const MAX_OPERATIONS = 1_000;

interface Remembered {
  readonly operation: Operation;
  /** Whether its end has been told. */
  readonly over: boolean;
}

/** Remembers the latest operation on each compute, by its ARM id without regard to case. */
export class OperationMemory {
  readonly #byCompute = new Map<string, Remembered>();

  remember(operation: Operation): void {
    const key = operation.computeId.toLowerCase();
    this.#byCompute.delete(key);
    this.#byCompute.set(key, { operation, over: false });
    const [oldest] = this.#byCompute.keys();
    if (this.#byCompute.size > MAX_OPERATIONS && oldest !== undefined) this.#byCompute.delete(oldest);
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

  /** Its failure has been told: what is waited for from now on is something else. */
  conclude(computeId: string): void {
    const key = computeId.toLowerCase();
    const found = this.#byCompute.get(key);
    if (found !== undefined) this.#byCompute.set(key, { ...found, over: true });
  }

  forget(computeId: string): void {
    this.#byCompute.delete(computeId.toLowerCase());
  }
}
