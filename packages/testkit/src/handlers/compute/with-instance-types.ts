import { isJsonObject, type JsonObject } from '../../json.js';
import type { ServiceContext } from '../../service/arm-call.js';
import { computeProperties } from '../../world/compute-properties.js';
import type { ComputeSpec } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';

/** Mode `computeInstanceTypes`: they are only stored, dropped, or objects in the cluster as well (all assumed). */
export function withInstanceTypes(spec: ComputeSpec, { world, modes }: ServiceContext): ComputeSpec {
  const { computeType, properties, resourceId } = spec;
  if (computeType !== 'Kubernetes' || modes.computeInstanceTypes === 'stored') return spec;
  if (modes.computeInstanceTypes === 'ignored')
    return { ...spec, properties: computeProperties('Kubernetes', { ...properties, instanceTypes: null }) };
  const cluster = world.clusters.get(idKey(resourceId ?? ''));
  if (cluster !== undefined)
    world.addCluster({ ...cluster, instanceTypes: [...cluster.instanceTypes, ...objectsOf(properties)] });
  return spec;
}

function objectsOf(properties: JsonObject | null): JsonObject[] {
  const types = properties?.['instanceTypes'];
  return Object.entries(isJsonObject(types) ? types : {}).map(([name, spec]) => ({
    apiVersion: 'amlarc.azureml.com/v1alpha1',
    kind: 'InstanceType',
    metadata: { name },
    spec,
  }));
}
