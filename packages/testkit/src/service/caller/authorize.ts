import type { Grant } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';

/** The grants that reach a scope: those made there or above. */
export function grantsAt(grants: readonly Grant[], scope: string): readonly Grant[] {
  const key = idKey(scope);
  return grants.filter((grant) => {
    const above = idKey(grant.scope);
    return above === '' || key === above || key.startsWith(`${above}/`);
  });
}

/** Whether an action is allowed at a scope. A `notAction` limits its own grant only, as in Azure (documented). */
export function isAllowed(grants: readonly Grant[], action: string, scope: string): boolean {
  return grantsAt(grants, scope).some(
    (grant) => matchesAny(grant.actions, action) && !matchesAny(grant.notActions, action),
  );
}

function matchesAny(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
}

function matches(pattern: string, action: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(action);
}
