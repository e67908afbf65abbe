import { InvalidInputError } from '../../errors/invalid-input-error.js';

/** The parts of an Azure Resource Manager id, in the casing that was given. */
export interface ArmId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Such as `Microsoft.Kubernetes`. */
  readonly namespace: string;
  /** Type and name in turn, from the outside in: `[['workspaces', 'ws'], ['computes', 'gpu']]`. */
  readonly path: readonly (readonly [type: string, name: string])[];
}

/** The source of a pattern for a GUID, to be read without regard to case. */
const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const RESOURCE_GROUP = '[\\w().-]{0,89}[\\w()-]';
const NAMESPACE = '[a-z][a-z0-9]*(?:\\.[a-z0-9]+)+';
const TYPE = '[a-z][a-z0-9]*';
const NAME = '[a-z0-9_][\\w().-]{0,259}';

const SUBSCRIPTION_ID = new RegExp(`^${GUID}$`, 'i');
const RESOURCE_GROUP_NAME = new RegExp(`^${RESOURCE_GROUP}$`);

/** The whole of an id: subscription, resource group, namespace, and the types and names as one text. */
const ARM_ID = new RegExp(
  `^/subscriptions/(${GUID})/resourcegroups/(${RESOURCE_GROUP})/providers/(${NAMESPACE})((?:/${TYPE}/${NAME})+)$`,
  'i',
);

/**
 * Reads the whole of an ARM id; keys compare without case, values keep theirs
 * (ARM resource API reference, "casing"). Returns null for anything else: no trimming, no decoding.
 */
export function readArmId(text: string): ArmId | null {
  const match = ARM_ID.exec(text);
  if (match === null) return null;
  const { 1: subscriptionId = '', 2: resourceGroup = '', 3: namespace = '', 4: path = '' } = match;
  return { subscriptionId, resourceGroup, namespace, path: readPath(path) };
}

function readPath(text: string): [string, string][] {
  const segments = text.split('/');
  const path: [string, string][] = [];
  for (let index = 1; index < segments.length; index += 2)
    path.push([segments[index] ?? '', segments[index + 1] ?? '']);
  return path;
}

/** `Microsoft.MachineLearningServices/workspaces/computes`, in lower case. */
export function armType({ namespace, path }: ArmId): string {
  let type = namespace;
  for (const [part] of path) type += `/${part}`;
  return type.toLowerCase();
}

/** ARM compares ids without case. */
export function sameArmId(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}

/** Each id once, in the casing in which it came first. */
export function distinctIds<Id extends string>(ids: readonly Id[]): Id[] {
  const first = new Map<string, Id>();
  for (const id of ids) if (!first.has(id.toLowerCase())) first.set(id.toLowerCase(), id);
  return [...first.values()];
}

/** @throws InvalidInputError naming `field` unless the text is a subscription id (a GUID). */
export function requireSubscriptionId(text: unknown, field: string): string {
  if (typeof text === 'string' && SUBSCRIPTION_ID.test(text)) return text;
  throw new InvalidInputError({
    field,
    rule: 'must be a subscription id, which is a GUID',
    example: '11111111-2222-3333-4444-555555555555',
  });
}

/** @throws InvalidInputError naming `field` unless the text is a resource group name (1 to 90 characters). */
export function requireResourceGroup(text: unknown, field: string): string {
  if (typeof text === 'string' && RESOURCE_GROUP_NAME.test(text)) return text;
  throw new InvalidInputError({
    field,
    rule: 'must be a resource group name: 1 to 90 letters, digits or - _ ( ) . and no dot at its end',
    example: 'my-resource-group',
  });
}
