import { type Answer, answerJson } from '../../refusals/answer.js';
import { type ArmCall, param } from '../../service/arm-call.js';
import { TENANT_ID } from '../../service/compute-body.js';

/** A subscription, which is always enabled here (documented). */
export function getSubscription(call: ArmCall): Answer {
  const subscriptionId = param(call, 'subscription');
  return answerJson({
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    tenantId: TENANT_ID,
    displayName: 'Testkit subscription',
    state: 'Enabled',
  });
}
