/** What discovery asks Azure Resource Graph for. */
export type GraphQueryName = 'clusters' | 'extensions' | 'subscriptions' | 'workspaces';

/**
 * The queries, as constant texts: no value is ever put into one. Scopes travel beside the query, and what is found is
 * filtered here, so there is nothing to escape. Each orders by id, because `$skipToken` is an offset: without an order
 * on a unique column pages overlap. Clusters and extensions are not joined: the table of extensions is documented as
 * one that cannot be, and a join repeats a cluster for each of its extensions.
 *
 * Source: the operators and tables that the documentation of Azure Resource Graph lists; none was run against Azure.
 */
export const GRAPH_QUERIES: Readonly<Record<GraphQueryName, string>> = {
  clusters: `resources
| where type in~ ('microsoft.containerservice/managedclusters', 'microsoft.kubernetes/connectedclusters')
| project id, name, type, location, identityType = identity.type,
    provisioningState = properties.provisioningState, kubernetesVersion = properties.kubernetesVersion,
    currentKubernetesVersion = properties.currentKubernetesVersion, powerState = properties.powerState,
    enablePrivateCluster = properties.apiServerAccessProfile.enablePrivateCluster,
    authorizedIPRanges = properties.apiServerAccessProfile.authorizedIPRanges,
    disableLocalAccounts = properties.disableLocalAccounts,
    connectivityStatus = properties.connectivityStatus, distribution = properties.distribution
| order by id asc`,
  extensions: `kubernetesconfigurationresources
| where type =~ 'microsoft.kubernetesconfiguration/extensions'
| where tostring(properties.ExtensionType) =~ 'microsoft.azureml.kubernetes'
    or tostring(properties.extensionType) =~ 'microsoft.azureml.kubernetes'
| project id, name, properties
| order by id asc`,
  subscriptions: `resourcecontainers
| where type =~ 'microsoft.resources/subscriptions'
| project id, subscriptionId
| order by id asc`,
  workspaces: `resources
| where type =~ 'microsoft.machinelearningservices/workspaces'
| project id, name, location, kind
| order by id asc`,
};

/** One page of a query. */
export interface GraphPageRequest {
  readonly query: GraphQueryName;
  readonly subscriptions: readonly string[];
  /** Rows a page, at most 1,000. */
  readonly pageSize: number;
  /** What the page before gave; null for the first page. */
  readonly skipToken: string | null;
}

/** The body of a query. `resultFormat` is always sent: sources disagree about its default. */
export function encodeGraphQuery({ query, subscriptions, pageSize, skipToken }: GraphPageRequest): unknown {
  const options = {
    resultFormat: 'objectArray',
    $top: pageSize,
    ...(skipToken === null ? {} : { $skipToken: skipToken }),
  };
  return { subscriptions, query: GRAPH_QUERIES[query], options };
}
