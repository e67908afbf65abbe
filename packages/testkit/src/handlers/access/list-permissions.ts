import { type Answer, answerJson } from '../../refusals/answer.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { grantsAt } from '../../service/caller/authorize.js';

/** One entry for each grant that reaches the scope; the caller adds them up (documented). */
export function listPermissions(call: ArmCall, { world }: ServiceContext): Answer {
  const value = grantsAt(world.grants, param(call, 'scope')).map((grant) => ({
    actions: [...grant.actions],
    notActions: [...grant.notActions],
    dataActions: [],
    notDataActions: [],
  }));
  return answerJson({ value });
}
