import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { isAllowed } from '../../service/caller/authorize.js';
import { pageOf } from '../../service/page-of.js';
import { TENANT_ID } from '../../world/tenant-id.js';

/** A subscription, which is always enabled here (documented). */
export function getSubscription(call: ArmCall): Answer {
  return answerJson(subscriptionBody(param(call, 'subscription')));
}

/** The subscriptions that the caller sees; others are left out without a word (documented). */
export function listSubscriptions(call: ArmCall, service: ServiceContext): Answer {
  const { grants, subscriptions } = service.world;
  const seen = subscriptions.filter(
    (id) =>
      !call.isForeign && isAllowed(grants, 'Microsoft.Resources/subscriptions/read', `/subscriptions/${id}`),
  );
  return answerJson(pageOf(seen, { call, service, show: subscriptionBody }));
}

function subscriptionBody(subscriptionId: string): JsonObject {
  return {
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    tenantId: TENANT_ID,
    displayName: 'Testkit subscription',
    state: 'Enabled',
  };
}
