import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { parentNotFound, resourceNotFound, unknownRoute } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { TENANT_ID } from '../../service/compute-body.js';
import { systemData } from '../../service/system-data.js';
import type { ExtensionRecord } from '../../world/records.js';
import { idKey, parseClusterId } from '../../world/resource-id.js';

/** The extensions of a cluster, with a `nextLink` of null (recorded). */
export function listExtensions(call: ArmCall, service: ServiceContext): Answer {
  const clusterId = findClusterScope(call, service);
  return answerJson({ value: service.world.extensionsOf(clusterId).map(extensionBody), nextLink: null });
}

/** One extension of a cluster (documented). */
export function getExtension(call: ArmCall, service: ServiceContext): Answer {
  const clusterId = findClusterScope(call, service);
  const name = param(call, 'extension');
  const found = service.world.extensionsOf(clusterId).find((one) => idKey(one.name) === idKey(name));
  if (found === undefined) throw resourceNotFound('Microsoft.KubernetesConfiguration/extensions', name);
  return answerJson(extensionBody(found));
}

function findClusterScope(call: ArmCall, { world }: ServiceContext): string {
  const scope = param(call, 'scope');
  const cluster = world.clusters.get(idKey(scope));
  if (cluster !== undefined) return cluster.id;
  const parsed = parseClusterId(scope);
  if (parsed === null) throw unknownRoute(call.url.pathname);
  throw parentNotFound(parsed.kind === 'aks' ? 'managedClusters' : 'connectedClusters', parsed.name);
}

/** An extension. Members as documented; AKS extensions carry their identity inside the properties, Arc ones beside them. */
export function extensionBody(extension: ExtensionRecord): JsonObject {
  const identity = { type: 'SystemAssigned', principalId: extension.principalId, tenantId: TENANT_ID };
  const onAks = parseClusterId(extension.clusterId)?.kind === 'aks';
  return {
    id: extension.id,
    name: extension.name,
    type: 'Microsoft.KubernetesConfiguration/extensions',
    ...(onAks ? {} : { identity }),
    properties: {
      extensionType: extension.extensionType,
      autoUpgradeMinorVersion: extension.autoUpgrade,
      releaseTrain: extension.releaseTrain,
      version: extension.version,
      currentVersion: extension.version,
      scope: { cluster: { releaseNamespace: 'azureml' } },
      configurationSettings: { ...extension.configurationSettings },
      configurationProtectedSettings: {},
      provisioningState: extension.provisioningState,
      statuses: extension.statuses.map((status) => ({ ...status })),
      errorInfo: extension.errorInfo === null ? null : { ...extension.errorInfo },
      isSystemExtension: false,
      ...(onAks ? { aksAssignedIdentity: identity } : {}),
    },
    systemData: systemData(extension.createdAt),
  };
}
