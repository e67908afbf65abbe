import type { GraphQueryName } from './graph-rows.js';

/**
 * The queries that the fake knows by heart; it has no engine for KQL. A run of white space counts as one blank. A client
 * with other queries gets to know that they are not modelled, instead of an answer that means nothing.
 */
const TEXTS: Readonly<Record<GraphQueryName, string>> = {
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

const BY_TEXT = new Map(
  (['clusters', 'extensions', 'subscriptions', 'workspaces'] as const).map((name) => [
    fold(TEXTS[name]),
    name,
  ]),
);

/** Which of the known queries a text is, or null. */
export function findQuery(text: string): GraphQueryName | null {
  return BY_TEXT.get(fold(text)) ?? null;
}

function fold(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
