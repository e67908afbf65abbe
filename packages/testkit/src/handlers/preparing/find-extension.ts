import { parentNotFound, resourceNotFound, unknownRoute } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import type { ExtensionView } from '../../world/extension-state.js';
import type { ClusterRecord } from '../../world/records.js';
import { idKey, parseClusterId } from '../../world/resource-id.js';

/** The type of extensions, as ARM spells it. */
export const EXTENSION_TYPE = 'Microsoft.KubernetesConfiguration/extensions';

/** The cluster that stands before the provider in the path. @throws ArmRefusal 404 */
export function findClusterScope(call: ArmCall, { world }: ServiceContext): ClusterRecord {
  const scope = param(call, 'scope');
  const cluster = world.clusters.get(idKey(scope));
  if (cluster !== undefined) return cluster;
  const parsed = parseClusterId(scope);
  if (parsed === null) throw unknownRoute(call.url.pathname);
  throw parentNotFound(parsed.kind === 'aks' ? 'managedClusters' : 'connectedClusters', parsed.name);
}

/** The extension of the path as it is now, or null. @throws ArmRefusal 404 when there is no such cluster */
export function lookUpExtension(call: ArmCall, service: ServiceContext): ExtensionView | null {
  const cluster = findClusterScope(call, service);
  const name = idKey(param(call, 'extension'));
  return (
    service.world.extensionsOf(cluster.id, call.now).find(({ record }) => idKey(record.name) === name) ?? null
  );
}

/** The extension of the path as it is now. @throws ArmRefusal 404 */
export function findExtension(call: ArmCall, service: ServiceContext): ExtensionView {
  const found = lookUpExtension(call, service);
  if (found === null) throw resourceNotFound(EXTENSION_TYPE, param(call, 'extension'));
  return found;
}
