import { groupId, idKey } from '../world/resource-id.js';
import { type ArmCall, param } from './arm-call.js';

/** Whether a resource stands in the subscription of the path, and in its resource group when the path names one. */
export function inScopeOf(call: ArmCall): (resource: { readonly id: string }) => boolean {
  const subscriptionId = param(call, 'subscription');
  const resourceGroup = call.params['group'];
  const scope =
    resourceGroup === undefined
      ? `/subscriptions/${subscriptionId}`
      : groupId({ subscriptionId, resourceGroup });
  const above = `${idKey(scope)}/`;
  return ({ id }) => `${idKey(id)}/`.startsWith(above);
}
