import type { Route } from '../../service/route.js';
import { GROUP, LIST_SCOPES, SUBSCRIPTION } from '../../service/scope-templates.js';
import { listResources } from './list-resources.js';
import { getMetadataEndpoints } from './metadata-endpoints.js';
import { checkGroup, getGroup, listGroups } from './resource-group.js';
import { getSubscription, listLocations, listSubscriptions } from './subscription.js';
import { listTenants } from './tenant.js';

const subscriptionRoutes: readonly Route[] = [
  {
    name: 'metadata.endpoints',
    method: 'GET',
    template: '/metadata/endpoints',
    type: 'Microsoft.Resources/metadata',
    action: null,
    isPublic: true,
    query: [],
    handle: getMetadataEndpoints,
  },
  {
    name: 'tenant.list',
    method: 'GET',
    template: '/tenants',
    type: 'Microsoft.Resources/tenants',
    action: null,
    query: [],
    handle: listTenants,
  },
  {
    name: 'subscription.list',
    method: 'GET',
    template: '/subscriptions',
    type: 'Microsoft.Resources/subscriptions',
    action: null,
    query: ['$skip'],
    handle: listSubscriptions,
  },
  {
    name: 'subscription.get',
    method: 'GET',
    template: SUBSCRIPTION,
    type: 'Microsoft.Resources/subscriptions',
    action: 'Microsoft.Resources/subscriptions/read',
    query: [],
    handle: getSubscription,
  },
  {
    name: 'subscription.locations',
    method: 'GET',
    template: `${SUBSCRIPTION}/locations`,
    type: 'Microsoft.Resources/subscriptions',
    action: 'Microsoft.Resources/subscriptions/locations/read',
    query: ['includeExtendedLocations'],
    handle: listLocations,
  },
];

const group = {
  type: 'Microsoft.Resources/resourceGroups',
  action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
  query: [],
} as const;

const groupRoutes: readonly Route[] = [
  {
    name: 'resource-group.list',
    method: 'GET',
    template: `${SUBSCRIPTION}/resourceGroups`,
    ...group,
    query: ['$skip'],
    handle: listGroups,
  },
  { name: 'resource-group.get', method: 'GET', template: GROUP, ...group, handle: getGroup },
  { name: 'resource-group.check', method: 'HEAD', template: GROUP, ...group, handle: checkGroup },
];

const resourceRoutes: readonly Route[] = LIST_SCOPES.map((scope) => ({
  name: 'resource.list',
  method: 'GET',
  template: `${scope}/resources`,
  type: 'Microsoft.Resources/resourceGroups',
  action: null,
  query: ['$filter', '$expand', '$top', '$skip'],
  handle: listResources,
}));

/** What Azure Resource Manager serves itself. */
export const resourceManagerRoutes: readonly Route[] = [
  ...subscriptionRoutes,
  ...groupRoutes,
  ...resourceRoutes,
];
