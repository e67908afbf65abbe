import { type ClusterId, resourceGroupOf, subscriptionOf } from '../../domain/ids/resource-ids.js';
import { relayNamesOf } from '../../domain/preparing/relay-names.js';

/** ARM ids of the Relay of an Arc cluster, in the resource group of the cluster. */
export interface RelayIds {
  readonly namespace: string;
  readonly hybridConnection: string;
  readonly rule: string;
}

/** Derives the ids from the cluster alone. */
export function relayIdsOf(cluster: ClusterId): RelayIds {
  const names = relayNamesOf(cluster);
  const group = `/subscriptions/${subscriptionOf(cluster)}/resourceGroups/${resourceGroupOf(cluster)}`;
  const namespace = `${group}/providers/Microsoft.Relay/namespaces/${names.namespace}`;
  const hybridConnection = `${namespace}/hybridConnections/${names.hybridConnection}`;
  return { namespace, hybridConnection, rule: `${hybridConnection}/authorizationRules/${names.rule}` };
}
