import { isRecord, type JsonObject } from '../json.js';
import { amountOf, sameQuantity } from '../quantity.js';
import { refuse, requireMembers } from './input.js';
import { parseNodeSelector } from './label.js';

/** How much of a node. */
export interface CpuAndMemory {
  /** Such as `500m` or `2`. */
  readonly cpu: string;
  /** Such as `4Gi`. */
  readonly memory: string;
}

/** An instance type as an object of the cluster: what jobs of its name ask for, and what they may use at most. */
export interface ClusterInstanceType {
  readonly name: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly requests: CpuAndMemory;
  readonly limits: CpuAndMemory;
  /** GPUs of NVIDIA. */
  readonly gpus: number;
}

/** Of the custom resource that the extension brings (Azure ML documentation, manage instance types). */
const API_VERSION = 'amlarc.azureml.com/v1alpha1';
const GPU = 'nvidia.com/gpu';

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const CPU = /^(\d{1,9}(\.\d{1,3})?|\d{1,12}m)$/;
const MEMORY = /^\d{1,18}(\.\d{1,9})?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E|m)?$/;
const MAX_TYPES = 100;

const EXAMPLE =
  '{"gpu-small": {"resources": {"requests": {"cpu": "4", "memory": "16Gi"}, "limits": {"cpu": "8", "memory": "32Gi", "nvidia.com/gpu": 1}}}}';

/**
 * Reads instance types by name, by the rules that the custom resource documents, which are narrower than those of a
 * compute's own property.
 *
 * @throws InvalidInputError naming the member that is wrong.
 */
export function parseClusterInstanceTypes(
  value: unknown,
  field = 'instanceTypes',
): readonly ClusterInstanceType[] {
  const isUsable = isRecord(value) && Object.keys(value).length <= MAX_TYPES;
  if (!isUsable)
    refuse(field, {
      rule: `must be an object of at most ${MAX_TYPES} instance types by name`,
      example: EXAMPLE,
    });
  return Object.entries(value).map(([name, type]) => parseType(name, type, `${field}.${name}`));
}

function parseType(name: string, value: unknown, field: string): ClusterInstanceType {
  if (!NAME.test(name))
    refuse(field, {
      rule: 'must have a name of at most 63 lower-case letters, digits and hyphens',
      example: 'gpu-small',
    });
  const { nodeSelector, resources } = requireMembers(value, field, ['nodeSelector', 'resources']);
  const path = `${field}.resources`;
  const { requests, limits } = requireMembers(resources, path, ['requests', 'limits']);
  const asked = requireMembers(requests, `${path}.requests`, ['cpu', 'memory']);
  const most = requireMembers(limits, `${path}.limits`, ['cpu', 'memory', GPU]);
  const parsed = {
    name,
    nodeSelector: parseNodeSelector(nodeSelector ?? {}, `${field}.nodeSelector`),
    requests: parseAmounts(asked, `${path}.requests`),
    limits: parseAmounts(most, `${path}.limits`),
    gpus: parseGpus(most[GPU], `${path}.limits.${GPU}`),
  };
  refuseBelow(parsed, `${path}.limits`);
  return Object.freeze(parsed);
}

function parseAmounts({ cpu, memory }: Readonly<Record<string, unknown>>, field: string): CpuAndMemory {
  return {
    cpu: parseAmount(cpu, CPU, { field: `${field}.cpu`, example: '"500m" or "2"' }),
    memory: parseAmount(memory, MEMORY, { field: `${field}.memory`, example: '"4Gi"' }),
  };
}

function parseAmount(
  value: unknown,
  form: RegExp,
  { field, example }: { readonly field: string; readonly example: string },
): string {
  if (typeof value === 'string' && form.test(value) && amountOf(value) !== 0n) return value;
  return refuse(field, { rule: 'must be a Kubernetes quantity above zero, as text', example });
}

/** An integer, only in the limits; documents show 0 and null for none. */
function parseGpus(value: unknown, field: string): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000) return value;
  return refuse(field, { rule: 'must be a whole number from 0 to 1000, not text', example: '1' });
}

function refuseBelow({ requests, limits }: ClusterInstanceType, field: string): void {
  for (const resource of ['cpu', 'memory'] as const) {
    if ((amountOf(limits[resource]) ?? 0n) >= (amountOf(requests[resource]) ?? 0n)) continue;
    refuse(`${field}.${resource}`, {
      rule: `must not be below the request of ${requests[resource]}`,
      example: requests[resource],
    });
  }
}

/** The custom resource of an instance type, as JSON, which is YAML as well. */
export function manifestOf({ name, nodeSelector, requests, limits, gpus }: ClusterInstanceType): JsonObject {
  return {
    apiVersion: API_VERSION,
    kind: 'InstanceType',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'azureml-kubernetes' } },
    spec: {
      ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector }),
      resources: {
        requests: { cpu: requests.cpu, memory: requests.memory },
        limits: { cpu: limits.cpu, memory: limits.memory, ...(gpus === 0 ? {} : { [GPU]: gpus }) },
      },
    },
  };
}

/** The members in which two instance types differ, quantities compared as amounts. */
export function instanceTypeDifferences(
  wanted: ClusterInstanceType,
  current: ClusterInstanceType,
): readonly string[] {
  const differences: string[] = [];
  for (const part of ['requests', 'limits'] as const)
    for (const resource of ['cpu', 'memory'] as const)
      if (!sameQuantity(wanted[part][resource], current[part][resource]))
        differences.push(`${part}.${resource}`);
  if (wanted.gpus !== current.gpus) differences.push(`limits.${GPU}`);
  if (!sameLabels(wanted.nodeSelector, current.nodeSelector)) differences.push('nodeSelector');
  return differences;
}

function sameLabels(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}
