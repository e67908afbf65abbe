import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { isAllowed } from '../../service/caller/authorize.js';
import { pageOf } from '../../service/page-of.js';
import { REGIONS, type Region } from '../../service/regions.js';
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

/** The regions that a subscription may use (documented). */
export function listLocations(call: ArmCall): Answer {
  const subscription = param(call, 'subscription');
  return answerJson({ value: REGIONS.map((region) => locationBody(region, subscription)) }, { indent: 0 });
}

function subscriptionBody(subscriptionId: string): JsonObject {
  return {
    id: `/subscriptions/${subscriptionId}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId,
    tenantId: TENANT_ID,
    displayName: 'Testkit subscription',
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

function locationBody({ name, displayName, geography }: Region, subscriptionId: string): JsonObject {
  return {
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(${geography}) ${displayName}`,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended', geographyGroup: geography },
  };
}
