import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import type { ComputeView } from '../../world/lifecycle.js';
import { findParentWorkspace } from '../workspace/find-workspace.js';

/** The compute of the path as it is now, or null. @throws ArmRefusal 404 when there is no such workspace */
export function lookUpCompute(call: ArmCall, service: ServiceContext): ComputeView | null {
  const workspace = findParentWorkspace(call, service);
  return service.world.compute(`${workspace.id}/computes/${param(call, 'compute')}`, call.now);
}

/** The compute of the path as it is now. @throws ArmRefusal 404 */
export function findCompute(call: ArmCall, service: ServiceContext): ComputeView {
  const view = lookUpCompute(call, service);
  if (view !== null) return view;
  const workspace = findParentWorkspace(call, service);
  throw resourceNotFound(
    `Microsoft.MachineLearningServices/workspaces/${workspace.name}/computes`,
    param(call, 'compute'),
  );
}
