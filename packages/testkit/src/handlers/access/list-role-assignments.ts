import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { type ArmCall, param, queryValue, type ServiceContext } from '../../service/arm-call.js';
import { heldRoles } from '../../service/workspace-roles.js';
import { guidFrom } from '../../world/guid-source.js';
import type { ClusterRecord, WorkspaceRole } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';
import type { World } from '../../world/world.js';

/** Ids of built-in roles, the same in every tenant (documented). */
const ROLE_IDS: Readonly<Record<WorkspaceRole, string>> = {
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'extension-contributor': '85cb6faf-e071-4c9b-8136-154b5a04f717',
  'cluster-admin': '0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8',
};

/**
 * Role assignments on a cluster, of the user-assigned identities that workspaces work with; no other principal has any here.
 * `$filter` knows the forms `assignedTo('…')` and `principalId eq '…'` (documented).
 */
export function listRoleAssignments(call: ArmCall, { world }: ServiceContext): Answer {
  const principalId = principalOf(queryValue(call.url, '$filter'));
  const cluster = world.clusters.get(idKey(param(call, 'scope')));
  if (cluster === undefined) return answerJson({ value: [] });
  const value = workspacePrincipals(world)
    .filter((principal) => principalId === null || principal === principalId)
    .flatMap((principal) => heldRoles(cluster).map((role) => assignment(cluster, principal, role)));
  return answerJson({ value });
}

function principalOf(filter: string | null): string | null {
  if (filter === null) return null;
  const [, principalId] = /^\s*(?:principalId eq |assignedTo\()'([0-9a-f-]{36})'\)?\s*$/i.exec(filter) ?? [];
  if (principalId === undefined) throw badRequest(`$filter '${filter}' is not understood.`, '$filter');
  return principalId.toLowerCase();
}

function workspacePrincipals(world: World): string[] {
  return [...world.workspaces.values()].flatMap(({ userIdentities: [first] }) => {
    const identity = first === undefined ? undefined : world.identities.get(idKey(first));
    return identity === undefined ? [] : [identity.principalId];
  });
}

function assignment({ id: scope, subscriptionId }: ClusterRecord, principalId: string, role: WorkspaceRole) {
  const name = guidFrom(`assignment of ${role} to ${principalId} on ${scope}`);
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: {
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS[role]}`,
      principalId,
      principalType: 'ServicePrincipal',
      scope,
    },
  } satisfies JsonObject;
}
