import type { JsonObject, JsonValue } from '../../src/domain/json.js';
import type { AttachConfiguration, KubernetesCompute } from '../../src/index.js';

/** A handle of ours with the names of the reference. */
export function referenceShape(compute: KubernetesCompute): JsonObject {
  return {
    $class: 'KubernetesCompute',
    id: compute.id,
    name: compute.name,
    location: compute.location,
    type: compute.type,
    tags: compute.tags,
    description: compute.description,
    created_on: datetime(compute.createdOn),
    modified_on: datetime(compute.modifiedOn),
    provisioning_state: compute.provisioningState,
    provisioning_errors: compute.provisioningErrors,
    cluster_resource_id: compute.clusterResourceId,
    cluster_location: compute.clusterLocation,
    is_attached: compute.isAttached,
    namespace: compute.namespace,
    default_instance_type: compute.defaultInstanceType,
    instance_types: asJson(compute.instanceTypes),
    public_ip: compute.publicIp,
    vm_size: 'NA',
    identity_type: compute.identityType,
    identity_ids: compute.identity?.userAssignedIdentities ?? null,
    status: compute.status === null ? null : { $status: asJson(compute.status) },
    _operation_endpoint: operationUrl(compute),
  };
}

/** The operation's URL; one that follows the resource itself has none in the reference's terms. */
export function operationUrl({ operation }: KubernetesCompute): string | null {
  return operation === null || operation.mode === 'resource' ? null : operation.url;
}

export function configurationShape(configuration: AttachConfiguration): JsonObject {
  const { identity } = configuration;
  return {
    $class: 'KubernetesComputeAttachConfiguration',
    resource_id: configuration.resourceId,
    namespace: configuration.namespace,
    identity_type: identity?.type ?? null,
    identity_ids: identity?.type === 'UserAssigned' ? identity.ids : null,
    compute_type: 'KubernetesCompute',
  };
}

function datetime(iso: string | null): JsonValue {
  return iso === null ? null : { $datetime: iso };
}

export function asJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value ?? null));
}
