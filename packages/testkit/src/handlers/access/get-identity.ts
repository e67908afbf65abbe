import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { inScopeOf } from '../../service/in-scope-of.js';
import { pageOf } from '../../service/page-of.js';
import type { IdentityRecord } from '../../world/records.js';
import { idKey, resourceId } from '../../world/resource-id.js';
import { TENANT_ID } from '../../world/tenant-id.js';

const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** A user-assigned identity (documented). */
export function getIdentity(call: ArmCall, { world }: ServiceContext): Answer {
  const place = {
    subscriptionId: param(call, 'subscription'),
    resourceGroup: param(call, 'group'),
    name: param(call, 'identity'),
  };
  const identity = world.identities.get(idKey(resourceId(TYPE, place)));
  if (identity === undefined) throw resourceNotFound(TYPE, place.name);
  return answerJson(identityBody(identity));
}

/** The user-assigned identities of the subscription, or of the resource group when the path names one (documented). */
export function listIdentities(call: ArmCall, service: ServiceContext): Answer {
  const identities = [...service.world.identities.values()].filter(inScopeOf(call));
  return answerJson(pageOf(identities, { call, service, show: identityBody }));
}

function identityBody(identity: IdentityRecord): JsonObject {
  return {
    id: identity.id,
    name: identity.name,
    type: TYPE,
    location: identity.location,
    tags: { ...identity.tags },
    properties: { tenantId: TENANT_ID, principalId: identity.principalId, clientId: identity.clientId },
  };
}
