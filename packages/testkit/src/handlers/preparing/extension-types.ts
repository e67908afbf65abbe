import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { findClusterScope } from './find-extension.js';

const TYPE = 'Microsoft.KubernetesConfiguration/extensionTypes';
const AZUREML = 'microsoft.azureml.kubernetes';

/** Not sorted, as the service gives them (recorded for other types). */
const VERSIONS = ['1.1.60', '1.1.63', '1.1.51', '1.1.9'];

/** An extension type, for a cluster. Shape: recorded for other types. */
export function getExtensionType(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findClusterScope(call, service);
  requireKnown(call, service);
  return answerJson(typeBody(`${cluster.id}/providers/${TYPE}/${AZUREML}`), { indent: 0 });
}

/** The versions of an extension type, for a cluster or a region (recorded for other types). */
export function listExtensionVersions(call: ArmCall, service: ServiceContext): Answer {
  requireKnown(call, service);
  const base = call.url.pathname.replace(/\/versions\/?$/i, '');
  return answerJson(
    { value: VERSIONS.map((version) => versionBody(base, version)), nextLink: null },
    { indent: 0 },
  );
}

function requireKnown(call: ArmCall, { modes }: ServiceContext): void {
  const name = param(call, 'extensionType');
  if (modes.extensionTypes === 'not-found' || name.toLowerCase() !== AZUREML)
    throw resourceNotFound(TYPE, name);
}

function typeBody(id: string): JsonObject {
  return {
    id,
    name: AZUREML,
    type: TYPE,
    properties: {
      extensionType: AZUREML,
      description: 'Azure Machine Learning for Kubernetes',
      isSystemExtension: false,
      publisher: 'Microsoft Azure',
      isManagedIdentityRequired: true,
      supportedClusterTypes: ['Connectedclusters', 'Managedclusters'],
      supportedScopes: {
        defaultScope: 'cluster',
        clusterScopeSettings: { allowMultipleInstances: false, defaultReleaseNamespace: 'azureml' },
      },
      planInfo: { offerId: null, planId: null, publisherId: 'Microsoft Azure' },
    },
  };
}

function versionBody(base: string, version: string): JsonObject {
  return {
    id: `${base}/versions/${version}`,
    name: version,
    type: `${TYPE}/versions`,
    properties: {
      version,
      unsupportedKubernetesVersions: {
        connectedCluster: null,
        provisionedCluster: null,
        managedCluster: null,
        appliances: null,
      },
    },
  };
}
