import { type Answer, answerJson } from '../../refusals/answer.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { type ArmCall, param, queryValue, type ServiceContext } from '../../service/arm-call.js';
import { heldRoles, ROLE_IDS } from '../../service/workspace-roles.js';
import { guidFrom } from '../../world/guid-source.js';
import type { RoleAssignmentRecord } from '../../world/preparing-records.js';
import type { ClusterRecord } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';
import type { World } from '../../world/world.js';
import { roleAssignmentBody } from './role-assignment-body.js';

interface Filter {
  /** In lower case; null takes all. */
  readonly principalId: string | null;
  /** Leaves out what lies below the scope. */
  readonly isAtScope: boolean;
}

/**
 * Role assignments at a scope, above it and below it: those that were written, and on a cluster those of the
 * user-assigned identities that workspaces work with. `$filter` knows `atScope()`, `assignedTo('…')`,
 * `principalId eq '…'`, and two of them with `and` (documented).
 */
export function listRoleAssignments(call: ArmCall, { world }: ServiceContext): Answer {
  const filter = parseFilter(queryValue(call.url, '$filter'));
  const scope = param(call, 'scope');
  const cluster = world.clusters.get(idKey(scope));
  const seeded = cluster === undefined ? [] : seededAssignments(cluster, world);
  const written = [...world.roleAssignments.values()].filter((one) => isSeen(one, scope, filter));
  const value = [...seeded, ...written]
    .filter(
      ({ principalId }) => filter.principalId === null || principalId.toLowerCase() === filter.principalId,
    )
    .map((one) => roleAssignmentBody(one));
  return answerJson({ value }, { indent: 0 });
}

function parseFilter(filter: string | null): Filter {
  const parts = filter === null ? [] : filter.split(/\s+and\s+/i).map((part) => part.trim());
  const others = parts.filter((part) => !/^atScope\(\)$/i.test(part));
  const [principalId = null] = others.map((part) => principalOf(part));
  return { principalId, isAtScope: others.length < parts.length };
}

function principalOf(part: string): string {
  const [, principalId] = /^(?:principalId eq |assignedTo\()'([0-9a-f-]{36})'\)?$/i.exec(part) ?? [];
  if (principalId === undefined) throw badRequest(`$filter '${part}' is not understood.`, '$filter');
  return principalId.toLowerCase();
}

function isSeen({ scope: own }: RoleAssignmentRecord, scope: string, { isAtScope }: Filter): boolean {
  const [at, asked] = [idKey(own), idKey(scope)];
  const isAtOrAbove = asked === at || asked.startsWith(`${at}/`);
  return isAtOrAbove || (!isAtScope && at.startsWith(`${asked}/`));
}

function seededAssignments(cluster: ClusterRecord, world: World): RoleAssignmentRecord[] {
  const { id: scope, subscriptionId, createdAt } = cluster;
  return [...world.workspaces.values()].flatMap(({ userIdentities: [first] }) => {
    const identity = first === undefined ? undefined : world.identities.get(idKey(first));
    if (identity === undefined) return [];
    const { principalId } = identity;
    return heldRoles(cluster).map((role): RoleAssignmentRecord => {
      const name = guidFrom(`assignment of ${role} to ${principalId} on ${scope}`);
      return {
        id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
        scope,
        name,
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS[role]}`,
        principalId,
        principalType: 'ServicePrincipal',
        createdAt,
        createdBy: '',
        effectiveAt: createdAt,
      };
    });
  });
}
