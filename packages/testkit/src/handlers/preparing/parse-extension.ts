import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { invalidRequestContent } from '../../refusals/arm-refusals.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { refuseStrangers } from '../../service/refuse-strangers.js';
import type { ExtensionRecord } from '../../world/records.js';

/** Members of an extension (documented). Those that are read-only may be sent back as they were read. */
const ENVELOPE = ['id', 'name', 'type', 'location', 'identity', 'properties', 'systemData', 'plan'];
const MEMBERS = [
  'extensionType',
  'autoUpgradeMinorVersion',
  'autoUpgradeMode',
  'releaseTrain',
  'version',
  'scope',
  'configurationSettings',
  'configurationProtectedSettings',
  'provisioningState',
  'currentVersion',
  'statuses',
  'errorInfo',
  'aksAssignedIdentity',
  'isSystemExtension',
];

/** What alone a PATCH may change (documented). */
const PATCH_MEMBERS = [
  'autoUpgradeMode',
  'autoUpgradeMinorVersion',
  'releaseTrain',
  'version',
  'configurationSettings',
  'configurationProtectedSettings',
];

/** What a PUT asks for; the values of protected settings are dropped here and go no further. */
export type ExtensionSpec = Pick<
  ExtensionRecord,
  | 'extensionType'
  | 'autoUpgrade'
  | 'releaseTrain'
  | 'configurationSettings'
  | 'protectedSettings'
  | 'scope'
  | 'releaseNamespace'
> & {
  /** A version that was asked for; null lets the service choose. */
  readonly version: string | null;
  /** Whether the body said for what the extension is. */
  readonly hasScope: boolean;
  readonly hasIdentity: boolean;
};

/** What a PATCH asks for. */
export type ExtensionPatch = Partial<
  Pick<
    ExtensionSpec,
    'autoUpgrade' | 'releaseTrain' | 'version' | 'configurationSettings' | 'protectedSettings'
  >
>;

/** Reads a PUT body. @throws ArmRefusal 400, 501 for unknown members */
export function parseExtension(body: Json | undefined): ExtensionSpec {
  const properties = propertiesOf(body, ENVELOPE, MEMBERS);
  const extensionType = properties['extensionType'];
  if (typeof extensionType !== 'string' || extensionType === '')
    throw badRequest("The member 'properties.extensionType' is missing.", 'extensionType');
  const changes = parseChanges(properties);
  return {
    autoUpgrade: true,
    releaseTrain: 'Stable',
    version: null,
    configurationSettings: {},
    protectedSettings: [],
    ...changes,
    extensionType,
    ...parseScope(properties['scope']),
    hasIdentity: isJsonObject(body) && isJsonObject(body['identity']),
  };
}

/** Reads a PATCH body. @throws ArmRefusal 400, 501 for members that cannot be patched */
export function parseExtensionPatch(body: Json | undefined): ExtensionPatch {
  return parseChanges(propertiesOf(body, ['properties'], PATCH_MEMBERS));
}

function propertiesOf(
  body: Json | undefined,
  envelope: readonly string[],
  members: readonly string[],
): JsonObject {
  if (!isJsonObject(body)) throw invalidRequestContent('a JSON object is expected');
  refuseStrangers(body, envelope, '');
  const { properties } = body;
  if (!isJsonObject(properties)) throw badRequest("The member 'properties' is missing.", 'properties');
  refuseStrangers(properties, members, 'properties.');
  return properties;
}

function parseChanges(properties: JsonObject): ExtensionPatch {
  const { autoUpgradeMinorVersion: autoUpgrade, releaseTrain, version } = properties;
  const settings = properties['configurationSettings'];
  const secrets = properties['configurationProtectedSettings'];
  if (typeof version === 'string' && autoUpgrade !== false)
    throw badRequest("'version' needs 'autoUpgradeMinorVersion' to be false.", 'version');
  return {
    ...(typeof autoUpgrade === 'boolean' ? { autoUpgrade } : {}),
    ...(typeof releaseTrain === 'string' ? { releaseTrain } : {}),
    ...(typeof version === 'string' ? { version } : {}),
    ...(isAbsent(settings) ? {} : { configurationSettings: textsOf(settings, 'configurationSettings') }),
    ...(isAbsent(secrets)
      ? {}
      : { protectedSettings: Object.keys(textsOf(secrets, 'configurationProtectedSettings')) }),
  };
}

/** Without a scope the extension is for a namespace (reported: it then lacks rights on the cluster). */
function parseScope(scope: Json | undefined): Pick<ExtensionSpec, 'scope' | 'releaseNamespace' | 'hasScope'> {
  const cluster = isJsonObject(scope) ? scope['cluster'] : undefined;
  const namespace = isJsonObject(scope) ? scope['namespace'] : undefined;
  if (isJsonObject(cluster))
    return {
      scope: 'cluster',
      releaseNamespace: textOr(cluster['releaseNamespace'], 'azureml'),
      hasScope: true,
    };
  if (isJsonObject(namespace))
    return {
      scope: 'namespace',
      releaseNamespace: textOr(namespace['targetNamespace'], 'default'),
      hasScope: true,
    };
  return { scope: 'cluster', releaseNamespace: 'kube-system', hasScope: false };
}

/** Settings are texts (documented): numbers and booleans are refused, which is assumed. */
function textsOf(value: Json | undefined, name: string): Readonly<Record<string, string>> {
  const path = `properties.${name}`;
  if (!isJsonObject(value)) throw badRequest(`'${path}' must be an object of strings.`, path);
  return Object.fromEntries(
    Object.entries(value).map(([key, text]): [string, string] => {
      if (typeof text !== 'string') throw badRequest(`'${path}.${key}' must be a string.`, path);
      return [key, text];
    }),
  );
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}
