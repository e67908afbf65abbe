import { isPastRetention } from '../../operations/is-past-retention.js';
import { type Answer, answerEmpty, answerJson } from '../../refusals/answer.js';
import { ArmRefusal } from '../../refusals/arm-refusal.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { computeBody } from '../../service/compute-body.js';
import { operationAt } from '../../world/lifecycle.js';
import type { OperationRecord } from '../../world/records.js';

/** Always HTTP 200, with nothing but the status (recorded); `percentComplete` is written `100.0` (recorded). */
export function getOperationStatus(call: ArmCall, service: ServiceContext): Answer {
  const view = operationAt(findOperation(call, service), call.now);
  const status = service.modes.statusCase === 'lower' ? view.status.toLowerCase() : view.status;
  const headers = retryAfter(service, view.status === 'InProgress');
  if (view.status === 'Failed') return answerJson({ status, error: { ...view.error } }, { headers });
  if (view.status !== 'Succeeded') return answerJson({ status }, { headers });
  return { status: 200, headers, json: { status, percentComplete: 100 }, text: succeededText(status) };
}

/** The `Location` form, which ARM's rules describe and the service was not seen to use: 202 until the end. Assumed. */
export function getOperationResult(call: ArmCall, service: ServiceContext): Answer {
  const operation = findOperation(call, service);
  const view = operationAt(operation, call.now);
  if (view.status === 'InProgress')
    return answerEmpty(202, { Location: call.url.href, ...retryAfter(service, true) });
  if (view.status === 'Failed') throw new ArmRefusal(400, view.error.code, { message: view.error.message });
  if (view.status === 'Canceled')
    throw new ArmRefusal(409, 'OperationCanceled', { message: 'The operation was canceled.' });
  const compute = service.world.compute(operation.computeId, call.now);
  return compute === null ? answerEmpty(204) : answerJson(computeBody(compute, service.world));
}

function findOperation(call: ArmCall, { world, modes }: ServiceContext): OperationRecord {
  const id = param(call, 'operation');
  const operation = world.operation(id);
  if (operation === null || isPastRetention(operation, call.now, modes))
    throw resourceNotFound('Microsoft.MachineLearningServices/locations/computeOperationsStatus', id);
  return operation;
}

function succeededText(status: string): string {
  return `{\n  "status": "${status}",\n  "percentComplete": 100.0\n}`;
}

function retryAfter({ modes }: ServiceContext, running: boolean): Record<string, string> {
  return running && modes.retryAfterSeconds !== null
    ? { 'Retry-After': String(modes.retryAfterSeconds) }
    : {};
}
