import { dictionary, list, type Shape, text, word } from '../../src/shape/shape.js';
import { type AnyJson, exactly, filled, guid, resourceId, string, strings } from './common-shapes.js';

const url = text('must be an absolute URL', 'https://login.example/', /^https?:\/\/[^/]+/);

/** Lists of the published description of clouds, which clients read by these names. */
const cloud = exactly({
  portal: url,
  authentication: exactly({
    loginEndpoint: url,
    audiences: list(url),
    tenant: filled,
    identityProvider: filled,
  }),
  media: url,
  graphAudience: url,
  graph: url,
  name: filled,
  suffixes: dictionary(text('must be a host name', 'vault.azure.net', /^[a-z0-9.]+$/)),
  batch: url,
  resourceManager: url,
  vmImageAliasDoc: url,
  activeDirectoryDataLake: url,
  sqlManagement: url,
  gallery: url,
  microsoftGraphResourceId: url,
  appInsightsResourceId: url,
  appInsightsTelemetryChannelResourceId: url,
  attestationResourceId: url,
  synapseAnalyticsResourceId: url,
  logAnalyticsResourceId: url,
  ossrDbmsResourceId: url,
});

const earlyCloud = exactly({
  galleryEndpoint: url,
  graphEndpoint: url,
  portalEndpoint: url,
  authentication: exactly({ loginEndpoint: url, audiences: list(url) }),
});

/** One cloud, one in the oldest form, or a list of clouds. */
export const clouds: Shape<unknown> = {
  problem: (value, path) => {
    if (Array.isArray(value)) return list(cloud).problem(value, path);
    const isEarly = typeof value === 'object' && value !== null && 'portalEndpoint' in value;
    return (isEarly ? earlyCloud : cloud).problem(value, path);
  },
};

export const tenant: Shape<AnyJson> = exactly({
  id: text('must be the id of a tenant', '…', /^\/tenants\/[0-9a-f-]{36}$/),
  tenantId: filled,
  countryCode: filled,
  displayName: filled,
  domains: list(filled),
  tenantCategory: word('Home', 'ManagedBy'),
  defaultDomain: filled,
  tenantType: filled,
});

export const subscription: Shape<AnyJson> = exactly({
  id: string,
  authorizationSource: word('RoleBased'),
  managedByTenants: list(exactly({ tenantId: guid })),
  subscriptionId: filled,
  tenantId: filled,
  displayName: string,
  state: word('Enabled'),
  subscriptionPolicies: exactly({
    locationPlacementId: filled,
    quotaId: filled,
    spendingLimit: word('Off', 'On'),
  }),
});

export const location: Shape<AnyJson> = exactly({
  id: text('must be the id of a location', '…', /^\/subscriptions\/[^/]+\/locations\/[a-z0-9]+$/),
  name: text('must be a region in lower case', 'eastus', /^[a-z0-9]+$/),
  type: word('Region'),
  displayName: filled,
  regionalDisplayName: filled,
  metadata: exactly({
    regionType: word('Physical', 'Logical'),
    regionCategory: word('Recommended', 'Other'),
    geographyGroup: filled,
  }),
});

export const resourceGroup: Shape<AnyJson> = exactly({
  id: text('must be the id of a group', '…', /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i),
  name: filled,
  type: word('Microsoft.Resources/resourceGroups'),
  location: filled,
  properties: exactly({ provisioningState: word('Succeeded') }),
});

const instant = text('must have seven digits', '…', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);

export const resource: Shape<AnyJson> = exactly(
  {
    id: resourceId,
    name: filled,
    type: text('must be a resource type', '…', /^Microsoft\.\w+\/\w+$/),
    location: filled,
    tags: strings,
    createdTime: instant,
    changedTime: instant,
    provisioningState: filled,
  },
  'createdTime',
  'changedTime',
  'provisioningState',
);
