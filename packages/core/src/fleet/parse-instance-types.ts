import { type InstanceTypes, parseInstanceTypes } from '../domain/instance-types.js';
import { isRecord } from '../domain/json.js';
import type { DocumentReader } from './document-reader.js';
import type { FleetPath } from './fleet-problem.js';

/** Reads instance types; `node_selector` is taken beside the spelling of the REST API, `nodeSelector`. */
export function parseFleetInstanceTypes(
  reader: DocumentReader,
  path: FleetPath,
  value: unknown,
): InstanceTypes | null {
  const types = isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, type]) => [name, withCamelCase(type)]))
    : value;
  return reader.parse(path, (field) => parseInstanceTypes(types, field));
}

function withCamelCase(type: unknown): unknown {
  if (!isRecord(type) || !Object.hasOwn(type, 'node_selector') || Object.hasOwn(type, 'nodeSelector'))
    return type;
  const { node_selector: nodeSelector, ...rest } = type;
  return { ...rest, nodeSelector };
}
