/** A control method was given the name or id of something that does not exist: a mistake of the test. */
export class UnknownResourceError extends Error {
  override readonly name = 'UnknownResourceError';

  constructor(kind: string, id: string, known: readonly string[]) {
    super(`There is no ${kind} '${id}'. Known: ${known.length === 0 ? 'none' : known.join(', ')}.`);
  }
}
