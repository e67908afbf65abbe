import type { JsonObject } from '../../json.js';
import type { ServiceContext } from '../../service/arm-call.js';
import { isAllowed } from '../../service/caller/authorize.js';
import type { ExtensionView } from '../../world/extension-state.js';
import type { ClusterRecord } from '../../world/records.js';
import { CLUSTER_TYPES, idKey } from '../../world/resource-id.js';
import { clusterBody } from '../cluster/get-cluster.js';
import { extensionMembers } from '../preparing/extension-body.js';
import { spellMembers } from './spell-members.js';

/** The queries that the fake knows. */
export type GraphQueryName = 'clusters' | 'extensions' | 'subscriptions' | 'workspaces';

const EXTENSION_TYPE = 'microsoft.azureml.kubernetes';

/** The index shows the members of a recent api-version (assumed). */
const FULL_VERSION = '2023-05-01';

/** What a query is answered from. */
export interface GraphScope {
  readonly service: ServiceContext;
  /** In lower case. */
  readonly subscriptions: ReadonlySet<string>;
  readonly now: number;
}

/**
 * The rows of a query, sorted by id. Ids are as stored, types in lower case (recorded). What the caller may not read is
 * left out without a word (documented), and so is what was created within the lag of the index.
 */
export function rowsOf(query: GraphQueryName, scope: GraphScope): JsonObject[] {
  return rowsBy[query](scope).sort((one, other) =>
    String(one['id']).toLowerCase() < String(other['id']).toLowerCase() ? -1 : 1,
  );
}

const rowsBy: Readonly<Record<GraphQueryName, (scope: GraphScope) => JsonObject[]>> = {
  clusters: (scope) => indexedClusters(scope).map(clusterRow),
  extensions: (scope) =>
    indexedClusters(scope)
      .flatMap(({ id }) => scope.service.world.extensionsOf(id, scope.now))
      .filter(
        ({ record }) => isIndexed(record.createdAt, scope) && idKey(record.extensionType) === EXTENSION_TYPE,
      )
      .map((extension) => extensionRow(extension, scope)),
  subscriptions: ({ service, subscriptions }) =>
    service.world.subscriptions
      .filter((id) => subscriptions.has(id.toLowerCase()))
      .filter((id) => mayRead(service, 'Microsoft.Resources/subscriptions', `/subscriptions/${id}`))
      .map((id) => ({ id: `/subscriptions/${id}`, subscriptionId: id })),
  workspaces: (scope) =>
    [...scope.service.world.workspaces.values()]
      .filter(({ subscriptionId }) => scope.subscriptions.has(subscriptionId.toLowerCase()))
      .filter(({ id }) => mayRead(scope.service, 'Microsoft.MachineLearningServices/workspaces', id))
      .map(({ id, name, location }) => ({ id, name, location, kind: 'Default' })),
};

/** Whether any of the subscriptions holds something that the caller may read. */
export function isAnyReadable(scope: GraphScope): boolean {
  return (['subscriptions', 'clusters', 'workspaces'] as const).some(
    (query) => rowsBy[query](scope).length > 0,
  );
}

function indexedClusters(scope: GraphScope): ClusterRecord[] {
  const { service, subscriptions } = scope;
  return [...service.world.clusters.values()]
    .filter(({ subscriptionId }) => subscriptions.has(subscriptionId.toLowerCase()))
    .filter(({ createdAt }) => isIndexed(createdAt, scope))
    .filter(({ kind, id }) => mayRead(service, CLUSTER_TYPES[kind], id));
}

function isIndexed(createdAt: number, { service, now }: GraphScope): boolean {
  return createdAt + service.modes.graphLagMs <= now;
}

function mayRead({ world }: ServiceContext, type: string, id: string): boolean {
  return isAllowed(world.grants, `${type}/read`, id);
}

/** The columns that the query projects; a member that the provider leaves out is null (recorded). */
function clusterRow(cluster: ClusterRecord): JsonObject {
  const body = clusterBody(cluster);
  const { identity, properties } = body;
  const member = (name: string) => memberOf(properties, name);
  const access = member('apiServerAccessProfile');
  return {
    id: cluster.id,
    name: cluster.name,
    type: CLUSTER_TYPES[cluster.kind].toLowerCase(),
    location: cluster.location,
    identityType: memberOf(identity, 'type'),
    provisioningState: member('provisioningState'),
    kubernetesVersion: member('kubernetesVersion'),
    currentKubernetesVersion: member('currentKubernetesVersion'),
    powerState: member('powerState'),
    enablePrivateCluster: memberOf(access, 'enablePrivateCluster'),
    authorizedIPRanges: memberOf(access, 'authorizedIPRanges'),
    disableLocalAccounts: member('disableLocalAccounts'),
    connectivityStatus: member('connectivityStatus'),
    distribution: member('distribution'),
  };
}

function extensionRow(view: ExtensionView, { service }: GraphScope): JsonObject {
  const { record } = view;
  return {
    id: record.id.replace(/\/extensions\//i, '/Extensions/'),
    name: record.name,
    properties: spellMembers(extensionMembers(view, FULL_VERSION), service.modes.graphExtensionCasing),
  };
}

function memberOf(value: JsonObject[string] | undefined, name: string): JsonObject[string] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value[name] ?? null) : null;
}
