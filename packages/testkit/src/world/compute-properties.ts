import { isJsonObject, type Json, type JsonObject } from '../json.js';
import { isSecretMember } from './secret-member.js';

const DEFAULT_TYPE = 'defaultinstancetype';

/**
 * What the service stores of a compute's own `properties`. For Kubernetes: defaults filled in, secrets dropped
 * (documented: they are accepted and never returned), members that the API does not have dropped (assumed).
 * Other types are neighbours here: AmlCompute gets its usual members, the rest is kept as it came, with null where a
 * secret was.
 */
export function computeProperties(computeType: string, given: Json | undefined): JsonObject | null {
  const sent = isJsonObject(given) ? given : {};
  if (computeType === 'Kubernetes') return kubernetesProperties(sent);
  if (computeType === 'AmlCompute') return { ...amlComputeDefaults(), ...withoutSecrets(sent) };
  return Object.keys(sent).length === 0 ? null : withoutSecrets(sent);
}

function withoutSecrets(sent: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]): [string, Json] => {
      if (isSecretMember(name)) return [name, null];
      return [name, isJsonObject(value) ? withoutSecrets(value) : value];
    }),
  );
}

/** Every member that `properties.properties` of a Kubernetes compute has (documented). */
export const KUBERNETES_MEMBERS: readonly string[] = [
  'relayConnectionString',
  'serviceBusConnectionString',
  'extensionPrincipalId',
  'extensionInstanceReleaseTrain',
  'vcName',
  'namespace',
  'defaultInstanceType',
  'instanceTypes',
];

function kubernetesProperties(sent: JsonObject): JsonObject {
  return {
    relayConnectionString: null,
    serviceBusConnectionString: null,
    extensionPrincipalId: sent['extensionPrincipalId'] ?? null,
    extensionInstanceReleaseTrain: sent['extensionInstanceReleaseTrain'] ?? 'stable',
    vcName: sent['vcName'] ?? null,
    namespace: sent['namespace'] ?? 'default',
    defaultInstanceType: sent['defaultInstanceType'] ?? DEFAULT_TYPE,
    instanceTypes: sent['instanceTypes'] ?? { [DEFAULT_TYPE]: defaultInstanceType() },
  };
}

function defaultInstanceType(): JsonObject {
  const amounts = { cpu: '1', memory: '4Gi', 'nvidia.com/gpu': null };
  return { nodeSelector: null, resources: { requests: { ...amounts }, limits: { ...amounts } } };
}

function amlComputeDefaults(): JsonObject {
  return {
    osType: 'Linux',
    vmSize: 'STANDARD_DS3_V2',
    vmPriority: 'Dedicated',
    scaleSettings: { maxNodeCount: 4, minNodeCount: 0, nodeIdleTimeBeforeScaleDown: 'PT2M' },
    currentNodeCount: 0,
    targetNodeCount: 0,
    allocationState: 'Steady',
    errors: null,
  };
}
