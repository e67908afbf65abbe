import { operationHeaders } from '../../operations/operation-url.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { badRequest, computeExists } from '../../refusals/compute-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { computeBody } from '../../service/compute-body.js';
import { acceptPut, type ComputeView } from '../../world/lifecycle.js';
import type { Outcome } from '../../world/outcome.js';
import type { WorkspaceRecord } from '../../world/records.js';
import { findParentWorkspace } from '../workspace/find-workspace.js';
import { attachOutcome } from './attach-outcome.js';
import { checkClusterRole } from './check-cluster-role.js';
import { checkComputeName } from './check-compute-name.js';
import { checkIdentities } from './check-identities.js';
import { checkNamespace } from './check-namespace.js';
import { lookUpCompute } from './find-compute.js';
import { type PutRequest, parsePut } from './parse-put.js';
import { refuseBusy } from './refuse-busy.js';
import { startOperation } from './start-operation.js';
import { withInstanceTypes } from './with-instance-types.js';

/** Creates or overwrites: 201 in both cases, with the resource in state Creating (recorded). */
export function putCompute(call: ArmCall, service: ServiceContext): Answer {
  const workspace = findParentWorkspace(call, service);
  const current = lookUpCompute(call, service);
  const name = param(call, 'compute');
  checkComputeName(name, service.modes.names);
  const request = parsePut(call.body, workspace);
  refuseBusy(current, service.modes);
  if (current !== null) refuseUpdate(current, request, service);
  checkIdentities(request.spec.identity, service.world);
  checkNamespace(request.spec, service.modes);
  checkClusterRole(request.spec, workspace, { call, service });
  const outcome = call.plan.outcome ?? attachOutcome(request.spec, workspace, { service, now: call.now });
  return accept({ current, name, request, workspace, outcome }, { call, service });
}

interface Acceptance {
  readonly current: ComputeView | null;
  readonly name: string;
  readonly request: PutRequest;
  readonly workspace: WorkspaceRecord;
  readonly outcome: Outcome;
}

function accept(
  { current, name, request, workspace, outcome }: Acceptance,
  { call, service }: { readonly call: ArmCall; readonly service: ServiceContext },
): Answer {
  const spec = withInstanceTypes(request.spec, service);
  const computeId = current?.record.id ?? `${workspace.id}/computes/${name}`;
  const operation = startOperation('attach', computeId, { call, service, outcome });
  const record = acceptPut(current?.record ?? null, operation, { name, spec });
  service.world.putCompute(record);
  const view: ComputeView = {
    record,
    operation,
    provisioningState: 'Creating',
    provisioningErrors: null,
    modifiedAt: call.now,
  };
  return answerJson(computeBody(view, service.world), {
    status: current !== null && service.modes.update === 'ok' ? 200 : 201,
    headers: operationHeaders(operation, workspace, { call, service }),
  });
}

function refuseUpdate(current: ComputeView, request: PutRequest, { modes }: ServiceContext): void {
  const { name, spec } = current.record;
  if (spec.computeType !== request.spec.computeType)
    throw badRequest(`Compute '${name}' is a ${spec.computeType}; its type cannot change.`, 'computeType');
  if (modes.readOnlyState === 'refuse' && !agrees(request.provisioningState, current.provisioningState))
    throw badRequest('provisioningState is read-only and differs from the current one.', 'provisioningState');
  if (spec.computeType !== 'Kubernetes') return;
  if (modes.update === 'conflict') throw computeExists(name);
  if (modes.update === 'bad-request')
    throw badRequest(`Kubernetes compute '${name}' does not support update.`);
}

function agrees(sent: string | null, current: string): boolean {
  return sent === null || sent.toLowerCase() === current.toLowerCase();
}
