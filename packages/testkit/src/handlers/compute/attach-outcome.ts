import type { ServiceContext } from '../../service/arm-call.js';
import { lackedRoles, type RoleQuestion } from '../../service/workspace-roles.js';
import { attachFailure, internalFailure } from '../../world/attach-failure.js';
import { isTrusted } from '../../world/binding-state.js';
import type { ExtensionView } from '../../world/extension-state.js';
import type { Outcome } from '../../world/outcome.js';
import type { ClusterRecord, ComputeSpec, WorkspaceRecord } from '../../world/records.js';
import { idKey, parseClusterId } from '../../world/resource-id.js';
import type { World } from '../../world/world.js';
import { illegalNamespace } from './check-namespace.js';

const SUCCESS: Outcome = { kind: 'succeeds' };
const EXTENSION_TYPE = 'microsoft.azureml.kubernetes';

/**
 * How an attach that was accepted will end. The service looks at the cluster only after its 201 (documented), so
 * every trouble here is a failure of the operation and none a refusal of the PUT. What is seen is the world at the
 * time of the PUT.
 */
export function attachOutcome(
  spec: ComputeSpec,
  workspace: WorkspaceRecord,
  { service, now }: { readonly service: ServiceContext; readonly now: number },
): Outcome {
  if (spec.computeType !== 'Kubernetes') return SUCCESS;
  const parsed = parseClusterId(spec.resourceId ?? '');
  if (parsed === null)
    return attachFailure('InvalidComputeInformation', 'resourceId names neither an AKS nor an Arc cluster.');
  // Seen in the field, of Arc as of AKS: an attach across subscriptions stays in Creating and never ends.
  if (parsed.subscriptionId.toLowerCase() !== workspace.subscriptionId.toLowerCase())
    return { kind: 'never-ends' };
  const cluster = service.world.clusters.get(idKey(spec.resourceId ?? ''));
  if (cluster === undefined)
    return attachFailure(
      'ClusterNotFound',
      `There is no cluster '${parsed.name}' under the given resource id.`,
    );
  return (
    clusterTrouble(cluster) ??
    closedTrouble(cluster, workspace, { world: service.world, now }) ??
    roleTrouble(cluster, { workspace, world: service.world, now }) ??
    extensionTrouble(cluster, service.world, now) ??
    namespaceTrouble(spec, service) ??
    SUCCESS
  );
}

function clusterTrouble(cluster: ClusterRecord): Outcome | null {
  const { kind, name } = cluster;
  if (kind === 'aks' && cluster.powerState === 'Stopped')
    return attachFailure('ClusterNotReachable', `AKS cluster '${name}' is stopped.`);
  if (kind === 'arc' && cluster.connectivityStatus !== 'Connected')
    return attachFailure(
      'ClusterNotReachable',
      `Arc cluster '${name}' is ${cluster.connectivityStatus}, not Connected.`,
    );
  if (kind === 'aks' && cluster.servicePrincipal)
    return attachFailure('GenericClusterError', `AKS cluster '${name}' has no managed identity.`);
  return null;
}

/** An API server that is closed to the service is reached through a Trusted Access role binding only (documented). */
function closedTrouble(
  cluster: ClusterRecord,
  workspace: WorkspaceRecord,
  { world, now }: { readonly world: World; readonly now: number },
): Outcome | null {
  const { kind, name } = cluster;
  if (kind !== 'aks' || isTrusted(world, cluster, { workspaceId: workspace.id, now })) return null;
  if (cluster.privateCluster)
    return attachFailure('ClusterNotReachable', `The API server of AKS cluster '${name}' is private.`);
  if (cluster.authorizedIpRanges.length > 0)
    return attachFailure('ClusterNotReachable', `AKS cluster '${name}' admits listed addresses only.`);
  if (cluster.localAccountsDisabled)
    return attachFailure('GenericClusterError', `AKS cluster '${name}' has no local accounts.`);
  return null;
}

/** Each role that is missing has its own symptom (documented). */
function roleTrouble(cluster: ClusterRecord, question: RoleQuestion): Outcome | null {
  const lacked = lackedRoles(cluster, question);
  if (lacked.includes('cluster-admin') || lacked.includes('reader'))
    return internalFailure("Retries exceeded; the last answer was 'Forbidden'");
  if (lacked.includes('extension-contributor'))
    return attachFailure('BadRequest', 'Extension not installed, as far as the workspace can see.');
  return null;
}

function extensionTrouble(cluster: ClusterRecord, world: World, now: number): Outcome | null {
  const extension = findExtension(cluster, world, now);
  if (extension === undefined)
    return attachFailure(
      'ClusterServiceNotFound',
      `AzureML extension not installed in cluster '${cluster.name}'.`,
    );
  const { record, provisioningState } = extension;
  if (provisioningState === 'Succeeded') return null;
  const reason = record.statuses.find(({ level }) => level === 'Error' || level === null)?.message;
  return attachFailure(
    'GenericClusterError',
    `AzureML extension '${record.name}' is in state ${provisioningState}${reason ? `: ${reason}` : ''}.`,
  );
}

function findExtension(cluster: ClusterRecord, world: World, now: number): ExtensionView | undefined {
  return world
    .extensionsOf(cluster.id, now)
    .find(({ record }) => record.extensionType.toLowerCase() === EXTENSION_TYPE);
}

function namespaceTrouble(spec: ComputeSpec, { modes }: ServiceContext): Outcome | null {
  const namespace = illegalNamespace(spec);
  if (modes.namespaceCheck !== 'asynchronous' || namespace === null) return null;
  return attachFailure('InvalidComputeInformation', `Namespace '${namespace}' is not a DNS label.`);
}
