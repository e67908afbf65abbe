import type { JsonObject } from '../../json.js';
import { type Answer, answerEmpty, answerJson } from '../../refusals/answer.js';
import { resourceGroupNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { inScopeOf } from '../../service/in-scope-of.js';
import { pageOf } from '../../service/page-of.js';
import type { ResourceGroupRecord } from '../../world/records.js';
import { groupId, idKey } from '../../world/resource-id.js';

/** The resource groups of a subscription (documented). */
export function listGroups(call: ArmCall, service: ServiceContext): Answer {
  const groups = service.world.groups.filter(inScopeOf(call));
  return answerJson(pageOf(groups, { call, service, show: groupBody }), { indent: 0 });
}

/** A resource group (documented). */
export function getGroup(call: ArmCall, { world }: ServiceContext): Answer {
  const name = param(call, 'group');
  const id = idKey(groupId({ subscriptionId: param(call, 'subscription'), resourceGroup: name }));
  const group = world.groups.find((one) => idKey(one.id) === id);
  if (group === undefined) throw resourceGroupNotFound(name);
  return answerJson(groupBody(group), { indent: 0 });
}

/** Whether a resource group exists: 204, else the 404 of every path below it (documented). */
export function checkGroup(): Answer {
  return answerEmpty(204);
}

function groupBody({ id, resourceGroup, location }: ResourceGroupRecord): JsonObject {
  return {
    id,
    name: resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    properties: { provisioningState: 'Succeeded' },
  };
}
