import { isJsonObject, type JsonObject } from '../../json.js';
import { signedQuery } from '../../operations/signed-query.js';
import { startResourceOperation } from '../../operations/start-resource-operation.js';
import { type Answer, answerEmpty, answerJson } from '../../refusals/answer.js';
import { invalidRequestContent, resourceNotFound } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { clusterBusy, tooManyBindings } from '../../refusals/preparing-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { refuseStrangers } from '../../service/refuse-strangers.js';
import { type BindingView, bindingsOf } from '../../world/binding-state.js';
import type { BindingRecord, ResourceOperation } from '../../world/preparing-records.js';
import type { ClusterRecord } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';
import { AKS_TYPE, findAksCluster } from './find-aks-cluster.js';

/** A cluster takes so many (documented). */
const MAX_BINDINGS = 8;

/** The version in operation URLs, whatever the request says (recorded). */
const OPERATION_VERSION = '2025-03-01';

/** Bodies have one space of indent (recorded). */
const FORM = { indent: 1, headers: { 'Content-Type': 'application/json' } } as const;

/** Trusted Access role bindings of an AKS cluster: which workspaces may reach a closed API server (recorded). */
export function listTrustedAccess(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findAksCluster(call, service);
  return answerJson({ value: bindingsOf(service.world, cluster, call.now).map(bindingBody) }, FORM);
}

/** One binding; the body of its 404 is flat or wrapped, by the mode. */
export function getTrustedAccess(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findAksCluster(call, service);
  const found = lookUp(cluster, call, service);
  return found === null ? notFound(cluster, call, service) : answerJson(bindingBody(found), FORM);
}

/** Creates or changes a binding: 201 and an operation (recorded 2025), or 200 without one (recorded 2022). */
export function putTrustedAccess(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findAksCluster(call, service);
  refuseBusy(cluster);
  const name = param(call, 'binding');
  if (!/^[A-Za-z0-9-]{1,24}$/.test(name))
    throw badRequest(`'${name}' has not 1 to 24 letters, digits and hyphens.`, 'name');
  const { sourceResourceId, roles } = parseBinding(call, cluster);
  const current = lookUp(cluster, call, service);
  if (current === null && bindingsOf(service.world, cluster, call.now).length >= MAX_BINDINGS)
    throw tooManyBindings(MAX_BINDINGS);
  const id = current?.record.id ?? `${cluster.id}/trustedAccessRoleBindings/${name}`;
  const operation = start(current === null ? 'create' : 'update', id, { call, service });
  const record = {
    id,
    clusterId: cluster.id,
    name: current?.record.name ?? name,
    sourceResourceId,
    roles,
    operation,
  };
  service.world.bindings.set(idKey(id), record);
  const isSilent = service.modes.trustedAccess === 'silent';
  return answerJson(bindingBody({ record, provisioningState: 'Updating' }), {
    ...FORM,
    status: isSilent ? 200 : 201,
    headers: {
      ...FORM.headers,
      ...(isSilent ? {} : operationHeaders(operation, cluster, { call, service })),
    },
  });
}

/** Removes a binding: 202 with both headers (recorded 2025), or 200 at once (recorded 2022); absent: 204 (documented). */
export function deleteTrustedAccess(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findAksCluster(call, service);
  const found = lookUp(cluster, call, service);
  if (found === null) return answerEmpty(204);
  refuseBusy(cluster);
  const { world, modes } = service;
  if (modes.trustedAccess === 'silent') {
    world.bindings.delete(idKey(found.record.id));
    return answerEmpty(200);
  }
  const operation = start('delete', found.record.id, { call, service });
  world.bindings.set(idKey(found.record.id), { ...found.record, operation });
  return answerEmpty(202, operationHeaders(operation, cluster, { call, service }));
}

interface Handling {
  readonly call: ArmCall;
  readonly service: ServiceContext;
}

function start(verb: ResourceOperation['verb'], id: string, handling: Handling): ResourceOperation {
  const outcome = handling.call.plan.outcome ?? ({ kind: 'succeeds' } as const);
  return startResourceOperation(verb, id, { ...handling, outcome });
}

/** The id of the operation is that of the request (recorded). */
function operationHeaders(
  { id, verb }: ResourceOperation,
  { subscriptionId, location }: ClusterRecord,
  { call, service }: Handling,
): Record<string, string> {
  const base = `${call.url.origin}/subscriptions/${subscriptionId}/providers/Microsoft.ContainerService/locations/${location}`;
  const query = `?api-version=${OPERATION_VERSION}${service.modes.signedOperationUrl ? signedQuery(id) : ''}`;
  return {
    'Azure-AsyncOperation': `${base}/operations/${id}${query}`,
    ...(verb === 'delete' ? { Location: `${base}/operationresults/${id}${query}` } : {}),
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': id,
  };
}

function lookUp(cluster: ClusterRecord, call: ArmCall, { world }: ServiceContext): BindingView | null {
  const name = idKey(param(call, 'binding'));
  return bindingsOf(world, cluster, call.now).find(({ record }) => idKey(record.name) === name) ?? null;
}

function notFound({ name }: ClusterRecord, call: ArmCall, { modes }: ServiceContext): Answer {
  const binding = param(call, 'binding');
  if (modes.trustedAccessNotFound === 'wrapped')
    throw resourceNotFound(`${AKS_TYPE}/trustedAccessRoleBindings`, binding);
  const json: JsonObject = {
    code: 'NotFound',
    message: `Could not find the trusted access role binding ${binding} of cluster ${name}.`,
    subcode: 'GetTrustedAccessRoleBinding_NotFound',
  };
  return answerJson(json, { ...FORM, status: 404 });
}

function refuseBusy({ name, provisioningState }: ClusterRecord): void {
  if (provisioningState !== 'Succeeded') throw clusterBusy(name, provisioningState);
}

function parseBinding(
  { body }: ArmCall,
  { subscriptionId }: ClusterRecord,
): Pick<BindingRecord, 'sourceResourceId' | 'roles'> {
  if (!isJsonObject(body)) throw invalidRequestContent('a JSON object is expected');
  refuseStrangers(body, ['id', 'name', 'type', 'properties', 'systemData'], '');
  const { properties } = body;
  if (!isJsonObject(properties)) throw badRequest("The member 'properties' is missing.", 'properties');
  refuseStrangers(properties, ['provisioningState', 'sourceResourceId', 'roles'], 'properties.');
  const { sourceResourceId, roles } = properties;
  const source = typeof sourceResourceId === 'string' ? sourceResourceId : '';
  if (!idKey(source).startsWith(`/subscriptions/${subscriptionId.toLowerCase()}/resourcegroups/`))
    throw badRequest(
      'sourceResourceId must be a resource of the subscription of the cluster.',
      'sourceResourceId',
    );
  const texts = Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  if (texts.length === 0) throw badRequest('roles must name at least one role.', 'roles');
  return { sourceResourceId: source, roles: texts };
}

function bindingBody({ record, provisioningState }: BindingView): JsonObject {
  return {
    id: record.id,
    name: record.name,
    type: `${AKS_TYPE}/trustedAccessRoleBindings`,
    properties: { provisioningState, sourceResourceId: record.sourceResourceId, roles: [...record.roles] },
  };
}
