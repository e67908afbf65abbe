/** What one role assignment allows at a scope. Actions may hold `*`. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** Whether any of the permissions allows the action: in its actions, and not in its own notActions (Azure RBAC). */
export function allows(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => covers(pattern, action)) &&
      !notActions.some((pattern) => covers(pattern, action)),
  );
}

/** Compares part by part, because a pattern with many `*` as a regular expression could take without end. */
function covers(pattern: string, action: string): boolean {
  const [start = '', ...parts] = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  const end = parts.pop();
  if (end === undefined) return text === start;
  if (!text.startsWith(start)) return false;
  let at = start.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - end.length >= at && text.endsWith(end);
}
