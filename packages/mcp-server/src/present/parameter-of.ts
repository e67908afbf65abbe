/** The parameter of a tool that a field of the library is: `identityIds[0]` → `identity_ids[0]`. */
export function parameterOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
