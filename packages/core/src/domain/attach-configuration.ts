import { InvalidInputError } from '../errors/invalid-input-error.js';
import { type AttachIdentity, parseAttachIdentity } from './attach-identity.js';
import { type Namespace, parseNamespace } from './ids/namespace.js';
import { type ClusterId, parseClusterId } from './ids/resource-ids.js';
import { type InstanceTypes, parseInstanceTypes } from './instance-types.js';
import { isRecord } from './json.js';

/** What a caller may ask for. The first four are the Python SDK's `attach_configuration`. */
export interface AttachConfigurationInput {
  /** ARM id of the AKS or Azure Arc cluster; the URL of its page in the portal is understood, too. */
  readonly resourceId: string;
  /** Kubernetes namespace that jobs run in; it must exist. The service's default is `default`. */
  readonly namespace?: string | null | undefined;
  /** In the spelling of Azure Resource Manager, or of the YAML files of Azure ML. */
  readonly identityType?:
    | 'SystemAssigned'
    | 'UserAssigned'
    | 'system_assigned'
    | 'user_assigned'
    | null
    | undefined;
  /** ARM ids of user-assigned identities; only with `UserAssigned`. */
  readonly identityIds?: readonly string[] | null | undefined;
  readonly description?: string | null | undefined;
  readonly tags?: Readonly<Record<string, string>> | null | undefined;
  /** Name of one of `instanceTypes`. */
  readonly defaultInstanceType?: string | null | undefined;
  readonly instanceTypes?: InstanceTypes | null | undefined;
}

/** A checked, frozen attach configuration. */
export interface AttachConfiguration {
  readonly resourceId: ClusterId;
  readonly namespace: Namespace | null;
  readonly identity: AttachIdentity | null;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly defaultInstanceType: string | null;
  readonly instanceTypes: InstanceTypes | null;
}

const COMMON_FIELDS = [
  'resourceId',
  'namespace',
  'description',
  'tags',
  'defaultInstanceType',
  'instanceTypes',
];
const INPUT_FIELDS = [...COMMON_FIELDS, 'identityType', 'identityIds'];
const CONFIGURATION_FIELDS = [...COMMON_FIELDS, 'identity'];

/** @throws InvalidInputError naming the first field that is wrong. */
export function parseAttachConfiguration(input: AttachConfigurationInput): AttachConfiguration {
  refuseUnknownFields(input, INPUT_FIELDS);
  return check(input, parseAttachIdentity(input.identityType, input.identityIds));
}

/**
 * Checks a configuration that came from a caller: one without types may give anything, and what lies within a
 * configuration is not frozen.
 *
 * @throws InvalidInputError naming the first field that is wrong.
 */
export function requireConfiguration(configuration: AttachConfiguration): AttachConfiguration {
  refuseUnknownFields(configuration, CONFIGURATION_FIELDS);
  const { identity } = configuration;
  const ids = identity?.type === 'UserAssigned' ? identity.ids : null;
  return check(configuration, parseAttachIdentity(identity?.type ?? identity, ids));
}

type Members = Omit<AttachConfigurationInput, 'identityType' | 'identityIds'>;

function check(members: Members, identity: AttachIdentity | null): AttachConfiguration {
  const { resourceId, namespace, description, tags, defaultInstanceType } = members;
  const instanceTypes = optional(members.instanceTypes, parseInstanceTypes);
  return Object.freeze({
    resourceId: parseClusterId(resourceId),
    namespace: optional(namespace, parseNamespace),
    identity,
    description: optional(description, parseDescription),
    tags: optional(tags, parseTags),
    defaultInstanceType: optional(defaultInstanceType, (name) =>
      parseDefaultInstanceType(name, instanceTypes),
    ),
    instanceTypes,
  });
}

function optional<T>(value: unknown, parse: (value: unknown) => T): T | null {
  return value === undefined || value === null ? null : parse(value);
}

function refuseUnknownFields(input: unknown, known: readonly string[]): void {
  if (!isRecord(input)) {
    throw new InvalidInputError({
      field: 'attach configuration',
      rule: 'must be an object with a resourceId',
      example: '{ resourceId: "/subscriptions/…/managedClusters/my-aks" }',
    });
  }
  const unknown = Object.keys(input).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new InvalidInputError({ field: unknown, rule: 'is not an attach field', example: known.join(', ') });
}

function parseDescription(text: unknown): string {
  if (typeof text === 'string') return text;
  throw new InvalidInputError({ field: 'description', rule: 'must be text', example: 'GPU nodes of team A' });
}

/** ARM allows 50 tags, names of up to 512 and values of up to 256 characters. */
function parseTags(tags: unknown): Readonly<Record<string, string>> {
  const entries = isRecord(tags) ? Object.entries(tags) : null;
  if (entries === null || entries.length > 50 || !entries.every(isTag)) {
    throw new InvalidInputError({
      field: 'tags',
      rule: 'must be at most 50 pairs of text, with names of 1 to 512 and values of at most 256 characters',
      example: '{ "team": "ml" }',
    });
  }
  return Object.freeze(Object.fromEntries(entries));
}

function isTag(entry: [string, unknown]): entry is [string, string] {
  const [name, value] = entry;
  return name.length >= 1 && name.length <= 512 && typeof value === 'string' && value.length <= 256;
}

function parseDefaultInstanceType(name: unknown, instanceTypes: InstanceTypes | null): string {
  const known = Object.keys(instanceTypes ?? {});
  if (typeof name === 'string' && name !== '' && (instanceTypes === null || known.includes(name)))
    return name;
  throw new InvalidInputError({
    field: 'defaultInstanceType',
    rule: 'must be the name of one of the instanceTypes',
    example: known[0] ?? 'defaultinstancetype',
  });
}
