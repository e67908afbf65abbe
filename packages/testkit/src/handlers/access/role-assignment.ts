import { isJsonObject, type JsonObject } from '../../json.js';
import { type Answer, answerEmpty, answerJson } from '../../refusals/answer.js';
import { invalidRequestContent } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import {
  principalNotFound,
  roleAssignmentExists,
  roleAssignmentFixed,
  roleAssignmentNotFound,
  roleDefinitionNotFound,
} from '../../refusals/preparing-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { refuseStrangers } from '../../service/refuse-strangers.js';
import type { RoleAssignmentRecord } from '../../world/preparing-records.js';
import { idKey } from '../../world/resource-id.js';
import type { World } from '../../world/world.js';
import { roleAssignmentBody } from './role-assignment-body.js';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COMPACT = { indent: 0 } as const;

/** A role assignment by its name (recorded). */
export function getRoleAssignment(call: ArmCall, service: ServiceContext): Answer {
  const found = lookUp(call, service);
  if (found === undefined) throw roleAssignmentNotFound(param(call, 'assignment'));
  return answerJson(roleAssignmentBody(found), COMPACT);
}

/** Creates an assignment: 201 (recorded); the same again: 200 or 201, by the mode. It has an effect later (documented). */
export function putRoleAssignment(call: ArmCall, service: ServiceContext): Answer {
  const name = param(call, 'assignment');
  if (!GUID.test(name)) throw badRequest(`'${name}' is not a GUID.`, 'roleAssignmentName');
  const asked = parseAssignment(call);
  refuseUnknownPrincipal(asked.principalId, call, service);
  const current = lookUp(call, service);
  const scope = param(call, 'scope');
  const record: RoleAssignmentRecord = {
    ...asked,
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    scope,
    name,
    createdAt: call.now,
    createdBy: call.principal,
    effectiveAt: call.now + (service.modes.roleEffect === 'immediate' ? 0 : service.provisioning.prepareMs),
  };
  if (current !== undefined) return answerAgain(current, record, service);
  if ([...service.world.roleAssignments.values()].some((other) => isSame(other, record)))
    throw roleAssignmentExists();
  service.world.roleAssignments.set(idKey(record.id), record);
  return answerJson(roleAssignmentBody(record, { isFresh: true }), { ...COMPACT, status: 201 });
}

/** Removes an assignment: 200 with what it was (recorded); absent: 204 (documented). */
export function deleteRoleAssignment(call: ArmCall, service: ServiceContext): Answer {
  const found = lookUp(call, service);
  if (found === undefined) return answerEmpty(204);
  service.world.roleAssignments.delete(idKey(found.id));
  return answerJson(roleAssignmentBody(found), COMPACT);
}

function answerAgain(
  current: RoleAssignmentRecord,
  asked: RoleAssignmentRecord,
  { modes }: ServiceContext,
): Answer {
  if (!isSame(current, asked)) throw roleAssignmentFixed(current.name);
  return answerJson(roleAssignmentBody(current), {
    ...COMPACT,
    status: modes.assignAgain === 'created' ? 201 : 200,
  });
}

function lookUp(call: ArmCall, { world }: ServiceContext): RoleAssignmentRecord | undefined {
  const id = `${param(call, 'scope')}/providers/Microsoft.Authorization/roleAssignments/${param(call, 'assignment')}`;
  return world.roleAssignments.get(idKey(id));
}

function isSame(one: RoleAssignmentRecord, other: RoleAssignmentRecord): boolean {
  return (
    idKey(one.scope) === idKey(other.scope) &&
    one.principalId.toLowerCase() === other.principalId.toLowerCase() &&
    roleOf(one) === roleOf(other)
  );
}

function roleOf({ roleDefinitionId }: Pick<RoleAssignmentRecord, 'roleDefinitionId'>): string {
  return roleDefinitionId.toLowerCase().split('/').at(-1) ?? '';
}

/** In mode `principal: 'replicating'` a principal that no record names is unknown for one long step. */
function refuseUnknownPrincipal(
  principalId: string,
  { now }: ArmCall,
  { world, modes, provisioning }: ServiceContext,
): void {
  if (modes.principal === 'known' || isKnown(principalId, world)) return;
  const key = principalId.toLowerCase();
  const seenAt = world.seenPrincipals.get(key) ?? now;
  world.seenPrincipals.set(key, seenAt);
  if (now < seenAt + provisioning.prepareMs) throw principalNotFound(principalId);
}

function isKnown(principalId: string, { workspaces }: World): boolean {
  return [...workspaces.values()].some((workspace) => workspace.principalId === principalId);
}

function parseAssignment({
  body,
}: ArmCall): Pick<RoleAssignmentRecord, 'roleDefinitionId' | 'principalId' | 'principalType'> {
  if (!isJsonObject(body)) throw invalidRequestContent('a JSON object is expected');
  refuseStrangers(body, ['id', 'name', 'type', 'properties'], '');
  const { properties } = body;
  if (!isJsonObject(properties)) throw badRequest("The member 'properties' is missing.", 'properties');
  refuseStrangers(
    properties,
    [
      'roleDefinitionId',
      'principalId',
      'principalType',
      'scope',
      'description',
      'condition',
      'conditionVersion',
    ],
    'properties.',
  );
  const { roleDefinitionId, principalId } = textsOf(properties);
  if (!GUID.test(principalId)) throw badRequest(`principalId '${principalId}' is not a GUID.`, 'principalId');
  if (
    !/\/providers\/Microsoft\.Authorization\/roleDefinitions\//i.test(roleDefinitionId) ||
    !GUID.test(roleOf({ roleDefinitionId }))
  )
    throw roleDefinitionNotFound(roleDefinitionId);
  const type = properties['principalType'];
  return {
    roleDefinitionId,
    principalId,
    principalType: typeof type === 'string' ? type : 'ServicePrincipal',
  };
}

function textsOf({ roleDefinitionId, principalId }: JsonObject) {
  return {
    roleDefinitionId: typeof roleDefinitionId === 'string' ? roleDefinitionId : '',
    principalId: typeof principalId === 'string' ? principalId : '',
  };
}
