import { type Answer, answerJson } from '../answer.js';
import type { ArmCall, ServiceContext } from '../arm-call.js';
import { computeBody } from '../compute-body.js';
import { findParentWorkspace } from './find-workspace.js';
import { pageOf } from './page-of.js';

/** Order: by creation (assumed). */
export function listComputes(call: ArmCall, service: ServiceContext): Answer {
  const workspace = findParentWorkspace(call, service);
  const views = service.world.computesOf(workspace.id, call.now);
  return answerJson(pageOf(views, { call, service, show: (view) => computeBody(view, service.world) }));
}
