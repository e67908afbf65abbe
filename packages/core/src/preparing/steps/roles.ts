import { readRoleAssignments } from '../../diagnosis/read-access.js';
import type { Fact } from '../../domain/fact.js';
import { isUserAssignedIdentityId, subscriptionOf } from '../../domain/ids/resource-ids.js';
import { roleAssignmentIdOf } from '../../domain/preparing/role-assignment-id.js';
import type { RoleAssignment } from '../../domain/role-assignment.js';
import type { ServiceAnswer } from '../../errors/compute-target-error.js';
import { decodePrincipalId } from '../../wire/access/decode-identity.js';
import { decodeRoleAssignment } from '../../wire/access/decode-role-assignment.js';
import { encodeRoleAssignment } from '../../wire/access/encode-role-assignment.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { decodeRelayNamespace } from '../../wire/relay/decode-relay.js';
import { relayIdsOf } from '../facts/relay-ids.js';
import { type WantedGrant, wantedGrants } from '../facts/wanted-grants.js';
import { type PreparationStep, type StepFrame, stepOf } from '../preparation-step.js';
import { requireRights } from '../require-rights.js';
import {
  type ExaminedStep,
  examined,
  type PreparationContext,
  type StepDefinition,
} from '../step-definition.js';
import type { RefusalMeaning, RequestWrite } from '../step-write.js';
import { readResource } from './arm-read.js';

const PACE = { minDelayMs: 10_000, maxDelayMs: 30_000, growth: 2 };

/** The workspace's user-assigned identity has the roles that it needs. A system-assigned one gets them at the attach. */
export const rolesStep: StepDefinition = { id: 'roles', examine, pace: PACE, withinMs: 10 * 60_000 };

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const { workspace } = context;
  if (workspace.kind !== 'read') return examined(unseenStep(frameOf([]), 'the workspace', workspace));
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
  if (fact.kind !== 'read') return examined(unseenStep(frameOf([]), 'the identity of the workspace', fact));
  const grants = wantedGrants(await scopesOf(context));
  const found = await Promise.all(grants.map((grant) => readGrant(context, grant, fact.value)));
  const unseen = found.find((one) => one.kind === 'forbidden' || one.kind === 'unreadable');
  if (unseen !== undefined)
    return examined(unseenStep(frameOf(grants), 'the role assignments of the cluster', unseen));
  return compare(
    context,
    fact.value,
    grants.filter((_, index) => found[index]?.kind === 'absent'),
  );
}

async function scopesOf(context: PreparationContext): Promise<Parameters<typeof wantedGrants>[0]> {
  const { target, facts, service } = context;
  const { cluster } = facts;
  const isClosed =
    cluster.kind === 'aks' &&
    (cluster.isPrivate || cluster.hasAuthorizedRanges || cluster.localAccountsDisabled);
  const relayId = relayIdsOf(target.resourceId).namespace;
  const relay =
    cluster.kind === 'arc'
      ? await readResource(context, {
          id: relayId,
          apiVersion: API_VERSIONS.relay,
          decode: decodeRelayNamespace,
        })
      : null;
  return {
    kind: cluster.kind,
    cluster: target.resourceId,
    usesTrustedAccess: isClosed && target.trustedAccess !== 'never' && service.workspace.cloud !== null,
    relay: relay?.kind === 'read' ? relayId : null,
  };
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
      id: `roles/assign/${role.id}/${scope.toLowerCase()}`,
      summary: `give principal ${principalId} the role ${role.name} on ${scope}`,
      danger: null,
    })),
    command: missing.map((grant) => assignLine(grant, principalId)).join('\n'),
    undo: missing
      .map(
        (grant) =>
          `${assignLine(grant, principalId).replace(' create ', ' delete ').replace(OBJECT, '--assignee')}`,
      )
      .join('\n'),
  };
  if (context.target.grantRoles)
    return examined(stepOf(frame, 'needed', summary, details), await assignment(context, next, principalId));
  return examined(
    stepOf(frame, 'by-hand', summary, { ...details, fix: 'Run the command, or ask to have the roles given' }),
  );
}

const ABSENT: Fact<string> = { kind: 'absent' };

const OBJECT = '--assignee-principal-type ServicePrincipal --assignee-object-id';

function assignLine({ role, scope }: WantedGrant, principalId: string): string {
  return `az role assignment create ${OBJECT} ${principalId} --role ${role.id} --scope '${scope}'`;
}

function unseenStep(frame: StepFrame, what: string, fact: Fact<unknown>): PreparationStep {
  if (fact.kind === 'unreadable')
    return stepOf(frame, 'unknown', `${what} could not be read`, {
      fix: 'Try again later',
      untrusted: fact.reason,
    });
  const summary = fact.kind === 'forbidden' ? `the caller may not read ${what}` : `${what} was not found`;
  return stepOf(frame, 'blocked', summary, { fix: 'Ask for the role Reader there' });
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
      changes: [`roles/assign/${role.id}/${scope.toLowerCase()}`],
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
