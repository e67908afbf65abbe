import type { AttachIdentity } from '../domain/attach-identity.js';
import { type Namespace, parseNamespace } from '../domain/ids/namespace.js';
import type { WorkspaceId } from '../domain/ids/resource-ids.js';
import type { InstanceTypes } from '../domain/instance-types.js';
import { isRecord } from '../domain/json.js';
import { type DocumentReader, isGiven } from './document-reader.js';
import type { FleetPath } from './fleet-problem.js';
import { parseIdentity } from './parse-identity.js';
import { parseFleetInstanceTypes } from './parse-instance-types.js';
import { type PreparationWish, parsePreparation } from './parse-preparation.js';
import { parseFleetWorkspace } from './parse-workspace.js';

/** What `defaults` may say for all computes, and each compute for itself; null: not said. */
export interface SharedMembers {
  readonly workspaceId: WorkspaceId | null;
  readonly namespace: Namespace | null;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly identity: AttachIdentity | 'none' | null;
  readonly instanceTypes: InstanceTypes | null;
  readonly defaultInstanceType: string | null;
  readonly prepare: PreparationWish | 'off' | null;
}

/** The names of these members in a document. */
export const SHARED_MEMBERS: readonly string[] = [
  'workspace',
  'namespace',
  'description',
  'tags',
  'identity',
  'instance_types',
  'default_instance_type',
  'prepare',
];

/** Reads the shared members of one object of a document; what is wrong becomes a problem and null. */
export function parseShared(
  reader: DocumentReader,
  path: FleetPath,
  members: Readonly<Record<string, unknown>>,
): SharedMembers {
  const read = <T>(member: string, parse: (place: FleetPath, value: unknown) => T | null): T | null =>
    isGiven(members, member) ? parse([...path, member], members[member]) : null;
  return {
    workspaceId: read('workspace', (place, value) => parseFleetWorkspace(reader, place, value)),
    namespace: read('namespace', (place, value) =>
      reader.parse(place, (field) => parseNamespace(value, field)),
    ),
    description: read('description', (place, value) => parseText(reader, place, value)),
    tags: read('tags', (place, value) => parseTags(reader, place, value)),
    identity: read('identity', (place, value) => parseIdentity(reader, place, value)),
    instanceTypes: read('instance_types', (place, value) => parseFleetInstanceTypes(reader, place, value)),
    defaultInstanceType: read('default_instance_type', (place, value) => parseText(reader, place, value)),
    prepare: read('prepare', (place, value) => parsePreparation(reader, place, value)),
  };
}

/** What a compute says itself wins; tags are merged, name by name. */
export function withDefaults(own: SharedMembers, defaults: SharedMembers): SharedMembers {
  const tags = own.tags !== null && defaults.tags !== null ? { ...defaults.tags, ...own.tags } : null;
  return {
    workspaceId: own.workspaceId ?? defaults.workspaceId,
    namespace: own.namespace ?? defaults.namespace,
    description: own.description ?? defaults.description,
    tags: tags ?? own.tags ?? defaults.tags,
    identity: own.identity ?? defaults.identity,
    instanceTypes: own.instanceTypes ?? defaults.instanceTypes,
    defaultInstanceType: own.defaultInstanceType ?? defaults.defaultInstanceType,
    prepare: own.prepare ?? defaults.prepare,
  };
}

/** Reads text; a number or a date without quotes is refused, as Azure's command line does. */
export function parseText(reader: DocumentReader, path: FleetPath, value: unknown): string | null {
  if (typeof value === 'string') return value;
  return reader.refuse(path, { rule: 'must be text; put it in quotes', example: '"GPU nodes of team A"' });
}

function parseTags(reader: DocumentReader, path: FleetPath, value: unknown): Record<string, string> | null {
  if (!isRecord(value))
    return reader.refuse(path, { rule: 'must be a mapping of names to text', example: 'team: ml' });
  const before = reader.problems.length;
  const tags = Object.entries(value).flatMap(([name, tag]): [string, string][] => {
    const text = parseText(reader, [...path, name], tag);
    return text === null ? [] : [[name, text]];
  });
  return reader.problems.length > before ? null : Object.fromEntries(tags);
}
