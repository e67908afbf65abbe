/** The ARM id of a compute, for keys and comparisons; the name need not be valid. */
export function computeIdOf(workspaceId: string, name: string): string {
  return `${workspaceId}/computes/${name}`;
}
