import { isJsonObject, type JsonObject } from '../../json.js';
import { operationHeaders } from '../../operations/operation-url.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { invalidRequestContent } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import { computeBody } from '../../service/compute-body.js';
import { acceptChange } from '../../world/lifecycle.js';
import type { ComputeRecord } from '../../world/records.js';
import { findParentWorkspace } from '../workspace/find-workspace.js';
import { findCompute } from './find-compute.js';
import { refuseBusy } from './refuse-busy.js';
import { refuseUnknownChanges } from './refuse-unknown-members.js';
import { startOperation } from './start-operation.js';

/** Scale settings of an AmlCompute: 202 with the resource as body, in state Updating (recorded). Others: 400 (assumed). */
export function patchCompute(call: ArmCall, service: ServiceContext): Answer {
  const current = findCompute(call, service);
  if (current.record.spec.computeType !== 'AmlCompute')
    throw badRequest(
      `Only AmlCompute can be updated; '${current.record.name}' is ${current.record.spec.computeType}.`,
    );
  if (isJsonObject(call.body)) refuseUnknownChanges(call.body);
  const settings = scaleSettings(call);
  refuseBusy(current, service.modes);
  const operation = startOperation('update', current.record.id, { call, service });
  service.world.putCompute(acceptChange(withScale(current.record, settings), operation));
  return answerJson(computeBody(findCompute(call, service), service.world), {
    status: 202,
    headers: operationHeaders(operation, findParentWorkspace(call, service), { call, service }),
  });
}

function scaleSettings({ body }: ArmCall): JsonObject {
  const outer = isJsonObject(body) ? body['properties'] : undefined;
  const inner = isJsonObject(outer) ? outer['properties'] : undefined;
  const settings = isJsonObject(inner) ? inner['scaleSettings'] : undefined;
  if (!isJsonObject(settings))
    throw invalidRequestContent("'properties.properties.scaleSettings' is expected");
  return settings;
}

function withScale(record: ComputeRecord, settings: JsonObject): ComputeRecord {
  const before = record.spec.properties?.['scaleSettings'];
  const scaled = { ...(isJsonObject(before) ? before : {}), ...settings };
  return {
    ...record,
    spec: { ...record.spec, properties: { ...record.spec.properties, scaleSettings: scaled } },
  };
}
