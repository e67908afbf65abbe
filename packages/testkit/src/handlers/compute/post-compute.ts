import { type Answer, answerEmpty, answerJson } from '../../refusals/answer.js';
import { notForThisType } from '../../refusals/compute-refusals.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import { findCompute } from './find-compute.js';

/** The nodes of an AmlCompute; the fake never has any. Other types: 400 (assumed). */
export function listNodes(call: ArmCall, service: ServiceContext): Answer {
  requireType('listNodes', ['AmlCompute'], { call, service });
  return answerJson({ nodes: [] });
}

/** Keys of a VirtualMachine or Databricks compute; Kubernetes has none (documented), so 400 (assumed). */
export function listKeys(call: ArmCall, service: ServiceContext): Answer {
  const computeType = requireType('listKeys', ['VirtualMachine', 'Databricks'], { call, service });
  return answerJson({ computeType });
}

/** Power of a ComputeInstance; accepted and without effect. Other types: 400 (assumed). */
export function powerCompute(
  verb: 'start' | 'stop' | 'restart',
  call: ArmCall,
  service: ServiceContext,
): Answer {
  requireType(verb, ['ComputeInstance'], { call, service });
  return answerEmpty(202);
}

function requireType(
  operation: string,
  types: readonly string[],
  { call, service }: { readonly call: ArmCall; readonly service: ServiceContext },
): string {
  const { computeType } = findCompute(call, service).record.spec;
  if (!types.includes(computeType)) throw notForThisType(operation, computeType);
  return computeType;
}
