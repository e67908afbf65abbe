/** The service under test does not keep the contract. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';
}

/** @throws ContractViolation unless the two are the same text, number or null */
export function requireEqual<T>(actual: T, expected: T, what: string): void {
  if (Object.is(actual, expected)) return;
  throw new ContractViolation(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

/** @throws ContractViolation unless the text matches */
export function requireMatch(actual: unknown, pattern: RegExp, what: string): void {
  if (typeof actual === 'string' && pattern.test(actual)) return;
  throw new ContractViolation(`${what}: expected a text like ${pattern}, got ${JSON.stringify(actual)}`);
}

/** @throws ContractViolation unless the condition holds */
export function requireThat(condition: boolean, what: string): asserts condition {
  if (!condition) throw new ContractViolation(what);
}
