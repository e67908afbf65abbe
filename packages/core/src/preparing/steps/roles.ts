import { offersTrustedAccess } from '../../domain/cloud.js';
import { isClosed } from '../../domain/cluster.js';
import { shellLine } from '../../domain/commands/shell-line.js';
import type { Fact } from '../../domain/fact.js';
import { isUserAssignedIdentityId, subscriptionOf } from '../../domain/ids/resource-ids.js';
import { needsRelay } from '../../domain/preparing/install-settings.js';
import { roleAssignmentIdOf } from '../../domain/preparing/role-assignment-id.js';
import type { RoleAssignment } from '../../domain/role-assignment.js';
import type { ServiceAnswer } from '../../errors/compute-target-error.js';
import { readRoleAssignments } from '../../service/read-access.js';
import { decodePrincipalId } from '../../wire/access/decode-identity.js';
import { decodeRoleAssignment } from '../../wire/access/decode-role-assignment.js';
import { encodeRoleAssignment } from '../../wire/access/encode-role-assignment.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { decodeRelayNamespace } from '../../wire/relay/decode-relay.js';
import { installFactsOf } from '../facts/install-facts.js';
import { installedAmong, readExtensions } from '../facts/read-extensions.js';
import { readResource } from '../facts/read-resource.js';
import { relayIdsOf } from '../facts/relay-ids.js';
import { type GrantScopes, type WantedGrant, wantedGrants } from '../facts/wanted-grants.js';
import { type StepFrame, stepOf } from './preparation-step.js';
import { requireRights } from './require-rights.js';
import {
  type ExaminedStep,
  examined,
  type PreparationContext,
  type StepDefinition,
} from './step-definition.js';
import type { RefusalMeaning, RequestWrite } from './step-write.js';
import { type UnseenSubject, unseen } from './unseen.js';

const PACE = { minDelayMs: 10_000, maxDelayMs: 30_000, growth: 2 };

/** The workspace's user-assigned identity has the roles that it needs. A system-assigned one gets them at the attach. */
export const rolesStep: StepDefinition = { id: 'roles', examine, pace: PACE, withinMs: 10 * 60_000 };

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const { workspace } = context;
  if (workspace.kind !== 'read') return unseen(frameOf([]), workspace, subject('the workspace'));
  const { identity } = workspace.value;
  switch (identity.kind) {
    case 'system':
      return examined(
        stepOf(frameOf([]), 'done', 'the identity of the workspace gets its roles at the attach'),
      );
    case 'none':
      return examined(
        stepOf(frameOf([]), 'blocked', 'the workspace has no managed identity', {
          fix: 'Give the workspace a system-assigned identity',
        }),
      );
    case 'user':
      return requireRights(context.rights, await examineIdentity(context, identity.id));
  }
}

/** The principal comes from the identity itself, never from anything typed by hand. */
async function examineIdentity(context: PreparationContext, id: string): Promise<ExaminedStep> {
  const fact = isUserAssignedIdentityId(id)
    ? await readResource(context, { id, apiVersion: API_VERSIONS.managedIdentity, decode: decodePrincipalId })
    : ABSENT;
  if (fact.kind !== 'read') return unseen(frameOf([]), fact, subject('the identity of the workspace'));
  const grants = wantedGrants(await scopesOf(context));
  const found = await Promise.all(grants.map((grant) => readGrant(context, grant, fact.value)));
  const unread = found.find((one) => one.kind === 'forbidden' || one.kind === 'unreadable');
  if (unread !== undefined)
    return unseen(frameOf(grants), unread, subject('the role assignments of the cluster'));
  return compare(
    context,
    fact.value,
    grants.filter(
      (grant, index) => found[index]?.kind === 'absent' && !context.settled.has(changeIdOf(grant)),
    ),
  );
}

async function scopesOf(context: PreparationContext): Promise<GrantScopes> {
  const { target, facts, service } = context;
  const { cluster } = facts;
  return {
    kind: cluster.kind,
    cluster: target.resourceId,
    usesTrustedAccess:
      isClosed(cluster) && target.trustedAccess !== 'never' && offersTrustedAccess(service.workspace.cloud),
    relay: cluster.kind === 'arc' ? await relayOf(context) : null,
  };
}

/** The Relay that is there, or is to be made. */
async function relayOf(context: PreparationContext): Promise<string | null> {
  const { target, facts, service, signal } = context;
  const id = relayIdsOf(target.resourceId).namespace;
  const found = await readResource(context, {
    id,
    apiVersion: API_VERSIONS.relay,
    decode: decodeRelayNamespace,
  });
  if (found.kind === 'read') return id;
  const extensions = await readExtensions(service, target.resourceId, signal);
  const isInstalled = extensions.kind === 'read' && installedAmong(extensions.value) !== null;
  return needsRelay(installFactsOf(facts), target.extension) && !isInstalled ? id : null;
}

/** A fresh assignment may be missing in lists, so its own id is read as well. */
async function readGrant(
  context: PreparationContext,
  { role, scope }: WantedGrant,
  principalId: string,
): Promise<Fact<RoleAssignment>> {
  const listed = await readRoleAssignments(context.service, { scope, principalId }, context.signal);
  const held = listed.kind === 'read' ? listed.value.find(({ roleId }) => roleId === role.id) : undefined;
  if (held !== undefined) return { kind: 'read', value: held };
  if (listed.kind === 'forbidden' || listed.kind === 'unreadable') return listed;
  const id = await assignmentPath({ role, scope }, principalId);
  return readResource(context, {
    id,
    apiVersion: API_VERSIONS.authorization,
    decode: decodeRoleAssignment,
  });
}

async function assignmentPath({ role, scope }: WantedGrant, principalId: string): Promise<string> {
  const guid = await roleAssignmentIdOf({ scope, principalId, roleId: role.id });
  return `${scope}/providers/Microsoft.Authorization/roleAssignments/${guid}`;
}

async function compare(
  context: PreparationContext,
  principalId: string,
  missing: readonly WantedGrant[],
): Promise<ExaminedStep> {
  const frame = frameOf(missing);
  const [next] = missing;
  if (next === undefined)
    return examined(stepOf(frame, 'done', 'the identity of the workspace has the roles that it needs'));
  const summary = `the identity of the workspace lacks ${missing.map(({ role }) => role.name).join(', ')}`;
  const details = {
    changes: missing.map(({ role, scope }) => ({
      id: changeIdOf({ role, scope }),
      summary: `give principal ${principalId} the role ${role.name} on ${scope}`,
      danger: null,
    })),
    command: missing.map((grant) => assignLine(grant, principalId)).join('\n'),
    undo: missing.map((grant) => removeLine(grant, principalId)).join('\n'),
  };
  if (context.target.grantRoles)
    return examined(stepOf(frame, 'needed', summary, details), await assignment(context, next, principalId));
  return examined(
    stepOf(frame, 'by-hand', summary, { ...details, fix: 'Run the command, or ask to have the roles given' }),
  );
}

const ABSENT: Fact<string> = { kind: 'absent' };

function subject(what: string): UnseenSubject {
  return { what, help: 'Ask for the role Reader there' };
}

function changeIdOf({ role, scope }: WantedGrant): string {
  return `roles/assign/${role.id}/${scope.toLowerCase()}`;
}

function assignLine({ role, scope }: WantedGrant, principalId: string): string {
  const principal = { 'assignee-principal-type': 'ServicePrincipal', 'assignee-object-id': principalId };
  return shellLine('az role assignment create', { ...principal, role: role.id, scope });
}

function removeLine({ role, scope }: WantedGrant, principalId: string): string {
  return shellLine('az role assignment delete', { assignee: principalId, role: role.id, scope });
}

function frameOf(grants: readonly WantedGrant[]): StepFrame {
  const scopes = [...new Set(grants.map(({ scope }) => scope))];
  return {
    id: 'roles',
    heals: ['workspace-roles'],
    needs: scopes.map((scope) => ({ action: 'Microsoft.Authorization/roleAssignments/write', scope })),
    undo: null,
    minutes: 10,
    source: 'Azure ML documentation, attach a Kubernetes cluster; Azure RBAC REST description 2022-04-01',
  };
}

async function assignment(
  { service, target }: PreparationContext,
  grant: WantedGrant,
  principalId: string,
): Promise<RequestWrite> {
  const { role, scope } = grant;
  const path = await assignmentPath(grant, principalId);
  return {
    kind: 'request',
    write: {
      step: 'roles',
      action: 'assign',
      target: path,
      summary: `give principal ${principalId} the role ${role.name}`,
      changes: [changeIdOf(grant)],
    },
    method: 'PUT',
    url: `${service.endpoint}${path}?api-version=${API_VERSIONS.authorization}`,
    body: async () =>
      encodeRoleAssignment({ scope, principalId, roleId: role.id }, subscriptionOf(target.resourceId)),
    needs: [{ action: 'Microsoft.Authorization/roleAssignments/write', scope }],
    pace: PACE,
    meaningOf,
  };
}

/** The same grant under another id is what was wanted; a principal that is new to the tenant needs some minutes. */
function meaningOf({ code }: ServiceAnswer): RefusalMeaning {
  if (code === 'RoleAssignmentExists') return 'done';
  return code === 'PrincipalNotFound' ? 'again' : 'refused';
}
