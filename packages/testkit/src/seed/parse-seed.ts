import { faultShape } from '../faults/fault-shape.js';
import type { Json, JsonObject } from '../json.js';
import { parseShaped } from '../shape/parse-shaped.js';
import {
  amount,
  anyObject,
  anything,
  dictionary,
  flag,
  list,
  type Members,
  orNull,
  record,
  type Shape,
  text,
  word,
} from '../shape/shape.js';
import type { ErrorBody, ExtensionStatus, Grant } from '../world/records.js';
import type {
  ClusterSeed,
  ComputeSeed,
  ExtensionSeed,
  IdentitySeed,
  PlaceSeed,
  Seed,
  SeedAbout,
  UnderWaySeed,
  WorkspaceSeed,
} from './seed.js';

const name = text('must be a name: letters, digits, and ( ) . _ -', 'my-aks', /^[\w().-]{1,90}$/);
const words = (example: string): Shape<string> => text('must be a string', example);
const tags = dictionary(words('research'));
const location = text('must be a region name in lower case without spaces', 'eastus', /^[a-z0-9]+$/);

const place: Members<PlaceSeed> = {
  subscriptionId: text(
    'must be a GUID',
    '5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f',
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  ),
  resourceGroup: name,
  name,
  location,
};
const placed = ['subscriptionId', 'resourceGroup', 'name'] as const;

const status: Shape<ExtensionStatus> = record<ExtensionStatus>({
  code: words('InstallationFailed'),
  displayStatus: words('Installation failed'),
  level: word('Information', 'Warning', 'Error'),
  message: words('pods do not become healthy'),
});

const errorBody: Shape<ErrorBody> = record<ErrorBody>(
  { code: words('ExtensionOperationFailed'), message: words('pods do not become healthy') },
  ['code', 'message'],
);

const extension: Shape<ExtensionSeed> = record<ExtensionSeed>({
  name,
  extensionType: words('microsoft.azureml.kubernetes'),
  version: words('1.1.63'),
  releaseTrain: words('stable'),
  provisioningState: words('Succeeded'),
  configurationSettings: dictionary(words('True')),
  autoUpgrade: flag,
  statuses: list(status),
  errorInfo: orNull(errorBody),
});

const cluster: Shape<ClusterSeed> = record<ClusterSeed>(
  {
    ...place,
    kind: word('aks', 'arc'),
    kubernetesVersion: words('1.31.4'),
    provisioningState: words('Succeeded'),
    powerState: word('Running', 'Stopped'),
    connectivityStatus: word('Connected', 'Connecting', 'Offline', 'Expired'),
    distribution: words('k3s'),
    privateCluster: flag,
    authorizedIpRanges: list(words('203.0.113.0/24')),
    localAccountsDisabled: flag,
    servicePrincipal: flag,
    trustedWorkspaces: list(words('/subscriptions/…/workspaces/my-workspace')),
    workspaceAccess: flag,
    missingRoles: list(word('reader', 'extension-contributor', 'cluster-admin')),
    extension: orNull(extension),
  },
  [...placed, 'kind'],
);

const underWay: Shape<UnderWaySeed> = record<UnderWaySeed>(
  { kind: word('attach', 'detach'), sinceMs: amount('must be a number of milliseconds', 3_600_000) },
  ['kind', 'sinceMs'],
);

const compute: Shape<ComputeSeed> = record<ComputeSeed>(
  {
    name,
    computeType: words('Kubernetes'),
    location,
    description: words('GPU nodes'),
    tags,
    resourceId: text(
      'must be an ARM resource id',
      '/subscriptions/…/resourceGroups/…/providers/Microsoft.ContainerService/managedClusters/my-aks',
      /^\/subscriptions\/[^/]+\/resourceGroups\/.+/i,
    ),
    namespace: words('default'),
    systemIdentity: flag,
    userIdentities: list(words('/subscriptions/…/userAssignedIdentities/my-identity')),
    provisioningState: word('Succeeded', 'Failed', 'Canceled'),
    provisioningErrors: list(anything<Json>()),
    underWay,
    properties: anyObject<JsonObject>('must be an object', '{}'),
  },
  ['name'],
);

const workspace: Shape<WorkspaceSeed> = record<WorkspaceSeed>(
  {
    ...place,
    systemIdentity: flag,
    userIdentities: list(words('/subscriptions/…/userAssignedIdentities/my-identity')),
    publicNetworkAccess: word('Enabled', 'Disabled'),
    tags,
    computes: list(compute),
  },
  placed,
);

const grant: Shape<Grant> = record<Grant>(
  {
    scope: words('/subscriptions/…'),
    actions: list(words('*')),
    notActions: list(words('Microsoft.MachineLearningServices/workspaces/computes/write')),
  },
  ['scope', 'actions', 'notActions'],
);

const about: Shape<SeedAbout> = record<SeedAbout>(
  { summary: words('the cluster is stopped'), basis: word('recorded', 'documented', 'reported', 'assumed') },
  ['summary', 'basis'],
);

const seedShape: Shape<Seed> = record<Seed>({
  subscriptions: list(place.subscriptionId),
  workspaces: list(workspace),
  clusters: list(cluster),
  identities: list(record<IdentitySeed>({ ...place, tags }, placed)),
  grants: list(grant),
  faults: list(faultShape),
  about,
});

/**
 * Reads a seed file.
 *
 * @param json the text of the file
 * @param source what to call the file in errors
 * @throws SeedError with the path in the file, the rule and an example
 */
export function parseSeed(json: string, source = 'seed'): Seed {
  return parseShaped(seedShape, json, source);
}
