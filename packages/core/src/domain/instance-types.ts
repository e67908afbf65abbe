import { InvalidInputError } from '../errors/invalid-input-error.js';
import { isRecord } from './json.js';

/**
 * An amount of a Kubernetes resource: text such as `500m`, `4Gi` or `2`, a number, or null where the service
 * says "none" (its own examples hold `"nvidia.com/gpu": null` although the schema says string).
 */
export type Quantity = string | number | null;
/** Quantities by resource, such as `cpu`, `memory` or `nvidia.com/gpu`. */
export type Quantities = Readonly<Record<string, Quantity>>;

/** A slice of a node that jobs ask for by name. Absent members stay absent, null members stay null. */
export interface InstanceType {
  readonly nodeSelector?: Readonly<Record<string, string>> | null | undefined;
  readonly resources?: InstanceResources | null | undefined;
}

/** What a job of an instance type asks of a node, and what it may use at most. */
export interface InstanceResources {
  readonly requests?: Quantities | null | undefined;
  readonly limits?: Quantities | null | undefined;
}

/** Instance types by name. */
export type InstanceTypes = Readonly<Record<string, InstanceType>>;

const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

/** @throws InvalidInputError unless it is a non-negative quantity in Kubernetes' notation. */
export function parseQuantity(value: unknown, field: string): Quantity {
  if (value === null) return null;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  if (typeof value === 'string' && QUANTITY.test(value) && !value.startsWith('-')) return value;
  throw new InvalidInputError({
    field,
    rule: 'must be a Kubernetes quantity: a number with an optional suffix such as m, k, Mi or Gi',
    example: '500m, 4Gi or 2',
  });
}

/** @throws InvalidInputError naming the member that is wrong. */
export function parseInstanceTypes(value: unknown, field = 'instanceTypes'): InstanceTypes {
  return mapRecord(value, field, (type, path) => {
    const { nodeSelector, resources, ...rest } = requireRecord(type, path);
    refuseUnknown(rest, path);
    return {
      ...(nodeSelector === undefined
        ? {}
        : { nodeSelector: parseSelector(nodeSelector, `${path}.nodeSelector`) }),
      ...(resources === undefined ? {} : { resources: parseResources(resources, `${path}.resources`) }),
    };
  });
}

function parseResources(value: unknown, field: string): InstanceResources {
  const { requests, limits, ...rest } = requireRecord(value, field);
  refuseUnknown(rest, field);
  return {
    ...(requests === undefined ? {} : { requests: mapRecord(requests, `${field}.requests`, parseQuantity) }),
    ...(limits === undefined ? {} : { limits: mapRecord(limits, `${field}.limits`, parseQuantity) }),
  };
}

function parseSelector(value: unknown, field: string): Readonly<Record<string, string>> | null {
  if (value === null) return null;
  return mapRecord(value, field, (label, path) => {
    if (typeof label === 'string') return label;
    throw new InvalidInputError({
      field: path,
      rule: 'must be a label value, which is text',
      example: 'nvidia',
    });
  });
}

function mapRecord<T>(
  value: unknown,
  field: string,
  parse: (member: unknown, path: string) => T,
): Readonly<Record<string, T>> {
  const entries = Object.entries(requireRecord(value, field));
  return Object.fromEntries(entries.map(([key, member]) => [key, parse(member, `${field}.${key}`)]));
}

function requireRecord(value: unknown, field: string): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw new InvalidInputError({
    field,
    rule: 'must be an object',
    example: '{"small": {"resources": {"requests": {"cpu": "500m", "memory": "1Gi"}}}}',
  });
}

function refuseUnknown(rest: Record<string, unknown>, field: string): void {
  const unknown = Object.keys(rest)[0];
  if (unknown === undefined) return;
  throw new InvalidInputError({
    field: `${field}.${unknown}`,
    rule: 'is not a member of an instance type',
    example: 'nodeSelector, resources.requests or resources.limits',
  });
}
