import { type Answer, answerJson } from '../answer.js';
import { type ArmCall, param } from '../arm-call.js';
import { TENANT_ID } from '../compute-body.js';

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
