import { operationHeaders } from '../../operations/operation-url.js';
import { type Answer, answerEmpty } from '../../refusals/answer.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { type ArmCall, param, queryValue, type ServiceContext } from '../../service/arm-call.js';
import { acceptChange, type ComputeView } from '../../world/lifecycle.js';
import { idKey } from '../../world/resource-id.js';
import { findParentWorkspace } from '../workspace/find-workspace.js';
import { lookUpCompute } from './find-compute.js';
import { refuseBusy } from './refuse-busy.js';
import { startOperation } from './start-operation.js';

const PARAMETER = 'underlyingResourceAction';

/** 202 with an empty body and an operation (recorded); 204 when there is nothing to detach (documented). */
export function deleteCompute(call: ArmCall, service: ServiceContext): Answer {
  const action = underlyingAction(call, service);
  const current = lookUpCompute(call, service);
  if (current === null) return answerAbsent(call, service);
  refuseBusy(current, service.modes);
  if (action === 'delete') changeCluster(current, call, service);
  if (service.modes.detach !== 'accepted') {
    service.world.removeCompute(current.record.id);
    return answerEmpty(service.modes.detach === 'ok' ? 200 : 204);
  }
  const operation = startOperation('detach', current.record.id, { call, service });
  service.world.putCompute(acceptChange(current.record, operation));
  return answerEmpty(202, operationHeaders(operation, findParentWorkspace(call, service), { call, service }));
}

function underlyingAction(call: ArmCall, { modes }: ServiceContext): 'delete' | 'detach' {
  const given = queryValue(call.url, PARAMETER);
  if (given === null) {
    if (modes.underlyingResourceAction === 'required')
      throw badRequest(`The query needs ${PARAMETER}.`, PARAMETER);
    return 'detach';
  }
  const action = given.toLowerCase();
  if (action === 'delete' || action === 'detach') return action;
  throw badRequest(`${PARAMETER} is Delete or Detach, not '${given}'.`, PARAMETER);
}

function answerAbsent(call: ArmCall, { modes }: ServiceContext): Answer {
  if (modes.detachAbsent === 'no-content') return answerEmpty(204);
  throw resourceNotFound('Microsoft.MachineLearningServices/workspaces/computes', param(call, 'compute'));
}

/** What the word Delete does to a cluster is not documented: by default the worst, and always on the record. */
function changeCluster({ record }: ComputeView, call: ArmCall, { world, modes }: ServiceContext): void {
  const key = idKey(record.spec.resourceId ?? '');
  const cluster = world.clusters.get(key);
  if (cluster === undefined || modes.underlyingDelete === 'keeps-cluster') return;
  world.removeCluster(cluster.id);
  world.recordClusterChange({ at: call.now, clusterId: cluster.id, action: 'deleted', computeId: record.id });
}
