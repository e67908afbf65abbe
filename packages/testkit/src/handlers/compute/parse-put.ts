import { isJsonObject, type Json } from '../../json.js';
import { invalidRequestContent } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { computeProperties } from '../../world/compute-properties.js';
import type { ComputeIdentity, ComputeSpec } from '../../world/records.js';
import { parseKubernetesProperties } from './parse-kubernetes-properties.js';
import { refuseUnknownMembers } from './refuse-unknown-members.js';

/** A PUT body, understood. */
export interface PutRequest {
  readonly spec: ComputeSpec;
  /** Sent though read-only; null when it was not. */
  readonly provisioningState: string | null;
}

const COMPUTE_TYPES: readonly string[] = [
  'AKS',
  'Kubernetes',
  'AmlCompute',
  'ComputeInstance',
  'DataFactory',
  'VirtualMachine',
  'HDInsight',
  'Databricks',
  'DataLakeAnalytics',
  'SynapseSpark',
];

const IDENTITY_TYPES: readonly string[] = ['none', 'systemassigned', 'userassigned'];

/** Reads a PUT body. Secrets and read-only members are dropped. @throws ArmRefusal 400, 501 for unknown members */
export function parsePut(body: Json | undefined, { location }: { readonly location: string }): PutRequest {
  if (!isJsonObject(body)) throw invalidRequestContent('a JSON object is expected');
  refuseUnknownMembers(body);
  const { properties } = body;
  if (!isJsonObject(properties)) throw badRequest("The member 'properties' is missing.", 'properties');
  const computeType = oneOfTypes(properties['computeType']);
  const inner =
    computeType === 'Kubernetes'
      ? parseKubernetesProperties(properties['properties'])
      : properties['properties'];
  const place = text(body['location'], 'location') ?? location;
  return {
    provisioningState: text(properties['provisioningState'], 'provisioningState'),
    spec: {
      computeType,
      location: place,
      computeLocation: text(properties['computeLocation'], 'computeLocation') ?? place,
      description: text(properties['description'], 'description'),
      tags: parseTags(body['tags']),
      identity: parseIdentity(body['identity']),
      resourceId: text(properties['resourceId'], 'resourceId'),
      disableLocalAuth: properties['disableLocalAuth'] === true,
      properties: computeProperties(computeType, inner),
    },
  };
}

function oneOfTypes(given: Json | undefined): string {
  const wanted = typeof given === 'string' ? given.toLowerCase() : null;
  const type = COMPUTE_TYPES.find((known) => known.toLowerCase() === wanted);
  if (type === undefined)
    throw badRequest(`computeType must be one of ${COMPUTE_TYPES.join(', ')}.`, 'properties.computeType');
  return type;
}

function text(value: Json | undefined, name: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw badRequest(`'${name}' must be a string.`, name);
  return value;
}

function parseTags(value: Json | undefined): Record<string, string> | null {
  if (value === undefined || value === null) return null;
  if (!isJsonObject(value)) throw badRequest("'tags' must be an object of strings.", 'tags');
  return Object.fromEntries(
    Object.entries(value).map(([name, tag]): [string, string] => [name, text(tag, `tags.${name}`) ?? '']),
  );
}

function parseIdentity(value: Json | undefined): ComputeIdentity {
  if (value === undefined || value === null) return { kind: 'none' };
  if (!isJsonObject(value)) throw badRequest("'identity' must be an object.", 'identity');
  const words = identityWords(text(value['type'], 'identity.type') ?? 'None');
  const system = words.includes('systemassigned');
  if (!words.includes('userassigned')) return { kind: system ? 'system' : 'none' };
  const ids = isJsonObject(value['userAssignedIdentities'])
    ? Object.keys(value['userAssignedIdentities'])
    : [];
  if (ids.length === 0) throw badRequest('A UserAssigned identity needs userAssignedIdentities.', 'identity');
  return { kind: system ? 'system-and-user' : 'user', ids };
}

/** That another word is refused is assumed. */
function identityWords(type: string): readonly string[] {
  const words = type.split(',').map((word) => word.trim().toLowerCase());
  if (words.every((word) => IDENTITY_TYPES.includes(word))) return words;
  throw badRequest(
    `identity.type is None, SystemAssigned, UserAssigned or 'SystemAssigned,UserAssigned', not '${type}'.`,
    'identity.type',
  );
}
