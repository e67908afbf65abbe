import { type Answer, answerJson } from '../../refusals/answer.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import { computeBody } from '../../service/compute-body.js';
import { findCompute } from './find-compute.js';

/** A compute as it is now (recorded). */
export function getCompute(call: ArmCall, service: ServiceContext): Answer {
  return answerJson(computeBody(findCompute(call, service), service.world));
}
