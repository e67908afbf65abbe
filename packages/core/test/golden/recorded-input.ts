import type { JsonObject, JsonValue } from '../../src/domain/json.js';
import { type AttachConfiguration, KubernetesCompute } from '../../src/index.js';
import { isObject, items } from './row.js';

export const COMPUTE_ID =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg' +
  '/providers/Microsoft.MachineLearningServices/workspaces/my-ws/computes/k8s';
const CLUSTER_ID =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg' +
  '/providers/Microsoft.ContainerService/managedClusters/my-aks';

/** Input as a caller without types would give it: whatever the row holds. */
export function untyped(value: unknown): ReturnType<typeof JSON.parse> {
  return JSON.parse(JSON.stringify(value ?? null));
}

export function configure(input: JsonObject): AttachConfiguration {
  const given = {
    resourceId: input['resource_id'],
    namespace: input['namespace'],
    identityType: input['identity_type'],
    identityIds: fromPython(input['identity_ids']),
  };
  return KubernetesCompute.attachConfiguration(untyped(given));
}

/** `{"$py": "tuple", "items": […]}` is a list to JavaScript; other Python types stay what no rule accepts. */
export function fromPython(value: JsonValue | undefined): JsonValue | undefined {
  return isObject(value) && value['$py'] === 'tuple' ? items(value['items']) : value;
}

export function envelope(): JsonObject {
  return {
    id: COMPUTE_ID,
    name: 'k8s',
    type: 'Microsoft.MachineLearningServices/workspaces/computes',
    location: 'eastus',
    tags: null,
  };
}

export function kubernetesPayload(provisioningState: string): JsonObject {
  return {
    computeType: 'Kubernetes',
    computeLocation: 'eastus',
    description: null,
    isAttachedCompute: true,
    resourceId: CLUSTER_ID,
    provisioningState,
    provisioningErrors: null,
    createdOn: '2022-03-01T10:20:30.1234567+00:00',
    modifiedOn: '2022-03-01T10:25:31+00:00',
    properties: {
      namespace: 'default',
      defaultInstanceType: 'd',
      instanceTypes: { d: { nodeSelector: null, resources: { requests: { cpu: '1', memory: '4Gi' } } } },
    },
  };
}
