import { type Answer, answerJson } from '../answer.js';
import type { ArmCall, ServiceContext } from '../arm-call.js';
import { computeBody } from '../compute-body.js';
import { findCompute } from './find-compute.js';

export function getCompute(call: ArmCall, service: ServiceContext): Answer {
  return answerJson(computeBody(findCompute(call, service), service.world));
}
