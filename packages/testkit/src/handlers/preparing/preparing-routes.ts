import type { Route } from '../../service/route.js';
import { SUBSCRIPTION } from '../../service/scope-templates.js';
import { aksPreparingRoutes } from './aks-preparing-routes.js';
import { getExtensionOperation } from './extension-operation.js';
import { getExtensionType, listExtensionVersions } from './extension-types.js';
import { getExtension, listExtensions } from './get-extension.js';
import { getProvider, listProviders, registerProvider } from './provider.js';
import { deleteExtension, patchExtension, putExtension } from './put-extension.js';
import { relayRoutes } from './relay-routes.js';

const EXTENSION_TYPE = 'Microsoft.KubernetesConfiguration/extensions';
const EXTENSIONS = `{+scope}/providers/${EXTENSION_TYPE}`;
const EXTENSION = `${EXTENSIONS}/{extension}`;

const providerRead = {
  method: 'GET',
  type: 'Microsoft.Resources/providers',
  action: 'Microsoft.Resources/subscriptions/providers/read',
  query: ['$expand'],
} as const;

const providerRoutes: readonly Route[] = [
  {
    name: 'provider.list',
    template: `${SUBSCRIPTION}/providers`,
    ...providerRead,
    handle: listProviders,
  },
  {
    name: 'provider.get',
    template: `${SUBSCRIPTION}/providers/{namespace}`,
    ...providerRead,
    handle: getProvider,
  },
  {
    name: 'provider.register',
    method: 'POST',
    template: `${SUBSCRIPTION}/providers/{namespace}/register`,
    type: 'Microsoft.Resources/providers',
    action: ({ namespace = '' }) => `${namespace}/register/action`,
    query: [],
    handle: registerProvider,
  },
];

const extension = { type: EXTENSION_TYPE, query: [] } as const;

const extensionRoutes: readonly Route[] = [
  {
    name: 'extension.list',
    method: 'GET',
    template: EXTENSIONS,
    ...extension,
    action: `${EXTENSION_TYPE}/read`,
    handle: listExtensions,
  },
  {
    name: 'extension.get',
    method: 'GET',
    template: EXTENSION,
    ...extension,
    action: `${EXTENSION_TYPE}/read`,
    handle: getExtension,
  },
  {
    name: 'extension.put',
    method: 'PUT',
    template: EXTENSION,
    ...extension,
    action: `${EXTENSION_TYPE}/write`,
    handle: putExtension,
  },
  {
    name: 'extension.patch',
    method: 'PATCH',
    template: EXTENSION,
    ...extension,
    action: `${EXTENSION_TYPE}/write`,
    handle: patchExtension,
  },
  {
    name: 'extension.delete',
    method: 'DELETE',
    template: EXTENSION,
    ...extension,
    action: `${EXTENSION_TYPE}/delete`,
    query: ['forceDelete'],
    handle: deleteExtension,
  },
  {
    name: 'extension.operation',
    method: 'GET',
    template: `${EXTENSION}/operations/{operation}`,
    ...extension,
    action: `${EXTENSION_TYPE}/operations/read`,
    query: 'any',
    handle: getExtensionOperation,
  },
];

const extensionTypeRead = {
  method: 'GET',
  type: 'Microsoft.KubernetesConfiguration/extensionTypes',
  action: 'Microsoft.KubernetesConfiguration/extensionTypes/read',
  query: ['releaseTrain', 'clusterType', 'majorVersion', 'showLatest'],
} as const;
const EXTENSION_TYPES = 'providers/Microsoft.KubernetesConfiguration/extensionTypes/{extensionType}';

const extensionTypeRoutes: readonly Route[] = [
  {
    name: 'extension-type.versions',
    template: `${SUBSCRIPTION}/providers/Microsoft.KubernetesConfiguration/locations/{location}/extensionTypes/{extensionType}/versions`,
    ...extensionTypeRead,
    handle: listExtensionVersions,
  },
  {
    name: 'extension-type.versions',
    template: `{+scope}/${EXTENSION_TYPES}/versions`,
    ...extensionTypeRead,
    handle: listExtensionVersions,
  },
  {
    name: 'extension-type.get',
    template: `{+scope}/${EXTENSION_TYPES}`,
    ...extensionTypeRead,
    handle: getExtensionType,
  },
];

/** Every operation that prepares a cluster. */
export const preparingRoutes: readonly Route[] = [
  ...providerRoutes,
  ...extensionRoutes,
  ...extensionTypeRoutes,
  ...aksPreparingRoutes,
  ...relayRoutes,
];
