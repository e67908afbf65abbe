import { ComputeTargetError } from '@azureml-kubernetes/core';

/** Collects what is wrong, so that all of it is told at once. */
export class Problems {
  readonly #found: string[] = [];

  get found(): readonly string[] {
    return this.#found;
  }

  add(problem: string): void {
    this.#found.push(problem);
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

  oneOf<T extends string>(
    flag: string,
    value: string | null,
    { allowed, otherwise }: { readonly allowed: readonly T[]; readonly otherwise: T },
  ): T {
    if (value === null) return otherwise;
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.add(`${flag} must be one of ${allowed.join(', ')}`);
    return found ?? otherwise;
  }
}
