import type { Access, EntraSettings } from '../../configuration/entra-settings.js';
import type { TokenClaims } from './token-claims.js';

type Rules = Pick<EntraSettings, 'permissions' | 'requireRoles' | 'peopleOnly'>;

/**
 * What the holder of a token may do; null when nothing. An application has its roles. A person has what the scope
 * allows to the client, and no more than the person's own role where there is one.
 */
export function accessOf({ scp, roles }: TokenClaims, rules: Rules): Access | null {
  const byRole = allowed(roles, rules);
  if (scp === null) return rules.peopleOnly ? null : byRole;
  const byScope = allowed(scp, rules);
  if (byRole === null) return rules.requireRoles ? null : byScope;
  return byScope === 'write' ? byRole : byScope;
}

/** Whether the holder of a token may prepare clusters, which nothing else implies. */
export function mayPrepare({ scp, roles }: TokenClaims, rules: Rules): boolean {
  const { prepare } = rules.permissions;
  if (scp === null) return !rules.peopleOnly && holds(roles, prepare);
  const hasRole = allowed(roles, rules) !== null;
  return holds(scp, prepare) && (hasRole ? holds(roles, prepare) : !rules.requireRoles);
}

/** Who may prepare may look at what there is. */
function allowed(names: readonly string[], { permissions }: Rules): Access | null {
  const { read, write, prepare } = permissions;
  if (holds(names, write)) return 'write';
  return holds(names, read) || holds(names, prepare) ? 'read' : null;
}

function holds(names: readonly string[], wanted: readonly string[]): boolean {
  return names.some((name) => wanted.includes(name));
}
