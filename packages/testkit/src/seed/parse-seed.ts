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
import type { Grant } from '../world/records.js';
import {
  clusterMembers,
  extensionMembers,
  resourceName,
  words,
  workspaceMembers,
} from './resource-members.js';
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

const tags = dictionary(words('research'));
const location = text('must be a region name in lower case without spaces', 'eastus', /^[a-z0-9]+$/);

const place: Members<PlaceSeed> = {
  subscriptionId: text(
    'must be a GUID',
    '5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f',
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  ),
  resourceGroup: resourceName,
  name: resourceName,
  location,
};
const placed = ['subscriptionId', 'resourceGroup', 'name'] as const;

const cluster: Shape<ClusterSeed> = record<ClusterSeed>(
  {
    ...place,
    ...clusterMembers,
    kind: word('aks', 'arc'),
    extension: orNull(record<ExtensionSeed>(extensionMembers)),
  },
  [...placed, 'kind'],
);

const underWay: Shape<UnderWaySeed> = record<UnderWaySeed>(
  { kind: word('attach', 'detach'), sinceMs: amount('must be a number of milliseconds', 3_600_000) },
  ['kind', 'sinceMs'],
);

const compute: Shape<ComputeSeed> = record<ComputeSeed>(
  {
    name: resourceName,
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
    ...workspaceMembers,
    systemIdentity: flag,
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
  unregistered: list(words('Microsoft.KubernetesConfiguration')),
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
