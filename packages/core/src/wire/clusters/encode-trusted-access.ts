/** The body of a Trusted Access role binding. */
export function encodeTrustedAccess(sourceResourceId: string, roles: readonly string[]): unknown {
  return { properties: { sourceResourceId, roles } };
}
