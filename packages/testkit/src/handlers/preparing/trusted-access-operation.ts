import type { JsonObject } from '../../json.js';
import { isPastRetention } from '../../operations/is-past-retention.js';
import { type Answer, answerEmpty, answerJson } from '../../refusals/answer.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { operationAt, readyAt } from '../../world/lifecycle.js';
import type { ResourceOperation } from '../../world/preparing-records.js';
import { timestamp } from '../../world/timestamp.js';

const HEADERS = { 'Content-Type': 'application/json' };

/** Always 200, with a start and, at the end, an end (recorded); an error beside them is assumed. */
export function getTrustedAccessOperation(call: ArmCall, service: ServiceContext): Answer {
  const operation = find(call, service);
  const view = operationAt(operation, call.now);
  const body: JsonObject = {
    name: operation.id,
    status: view.status,
    startTime: instant(operation.acceptedAt),
    ...(view.status === 'InProgress' ? {} : { endTime: instant(readyAt(operation)) }),
    ...(view.status === 'Failed' ? { error: { ...view.error } } : {}),
  };
  return answerJson(body, { indent: 1, headers: HEADERS });
}

/** The `Location` of a removal: 202 until the end (assumed), then 204 (recorded). */
export function getTrustedAccessResult(call: ArmCall, service: ServiceContext): Answer {
  const { status } = operationAt(find(call, service), call.now);
  return status === 'InProgress' ? answerEmpty(202, { Location: call.url.href }) : answerEmpty(204);
}

/** What roles there are for workspaces (recorded, shortened). */
export function listTrustedAccessRoles(): Answer {
  const source = { sourceResourceType: 'Microsoft.MachineLearningServices/workspaces' };
  const verbs = ['create', 'get', 'list', 'patch', 'update', 'delete'];
  const value: JsonObject[] = [
    {
      ...source,
      name: 'mlworkload',
      rules: [{ verbs, apiGroups: [''], resources: ['services', 'services/proxy'] }],
    },
    {
      ...source,
      name: 'inference-v1',
      rules: [{ verbs, apiGroups: [''], resources: ['pods', 'secrets', 'namespaces'] }],
    },
  ];
  return answerJson({ value }, { indent: 1, headers: HEADERS });
}

function find(call: ArmCall, { world, modes }: ServiceContext): ResourceOperation {
  const id = param(call, 'operation');
  const operation = world.resourceOperations.get(id.toLowerCase());
  if (operation === undefined || isPastRetention(operation, call.now, modes))
    throw resourceNotFound('Microsoft.ContainerService/locations/operations', id);
  return operation;
}

function instant(at: number): string {
  return `${timestamp(at).slice(0, -6)}Z`;
}
