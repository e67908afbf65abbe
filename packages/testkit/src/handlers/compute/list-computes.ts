import { type Answer, answerJson } from '../../refusals/answer.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import { computeBody } from '../../service/compute-body.js';
import { pageOf } from '../../service/page-of.js';
import { findParentWorkspace } from '../workspace/find-workspace.js';

/** Order: by creation (assumed). */
export function listComputes(call: ArmCall, service: ServiceContext): Answer {
  const workspace = findParentWorkspace(call, service);
  const views = service.world.computesOf(workspace.id, call.now);
  return answerJson(pageOf(views, { call, service, show: (view) => computeBody(view, service.world) }));
}
