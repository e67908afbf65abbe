/** The kind of whatever was thrown: its words may hold anything, so they are not told. */
export function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
