/** The kind of a thrown value: its words may hold anything, so they are not shown. */
export function errorKind(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
