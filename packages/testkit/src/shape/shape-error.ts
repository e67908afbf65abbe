/** A seed or state file is not what it should be. The message says where, which rule is broken, and what would do. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
  /** Where in the file, such as `$.clusters[1].kind`. */
  readonly path: string;
  /** What is wrong there. */
  readonly rule: string;

  constructor(
    source: string,
    { path, rule, example }: { readonly path: string; readonly rule: string; readonly example: string },
  ) {
    super(`${source}: ${path} ${rule}. Example: ${example}`);
    this.path = path;
    this.rule = rule;
  }
}
