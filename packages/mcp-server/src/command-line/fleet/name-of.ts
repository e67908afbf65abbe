/** The last part of an ARM id: the name of a workspace or a cluster. */
export function nameOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}
