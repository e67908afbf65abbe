import { ComputeTargetError } from '@azureml-kubernetes/core';

/** Collects what is wrong, so that all of it is reported at once, and each thing once. */
export class Problems {
  readonly #found = new Set<string>();

  get found(): readonly string[] {
    return [...this.#found];
  }

  add(problem: string): void {
    this.#found.add(problem);
  }

  /** The value, or `otherwise` when it is refused as input. */
  of<T>(parse: () => T, otherwise: T, prefix = ''): T {
    try {
      return parse();
    } catch (error) {
      if (!ComputeTargetError.isInstance(error)) throw error;
      this.add(`${prefix}${error.message}. ${error.hint}`);
      return otherwise;
    }
  }
}
