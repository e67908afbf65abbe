import { isRecord } from '../domain/json.js';
import {
  type ExtensionRequest,
  isDocumentedSetting,
  parseExtensionRequest,
} from '../domain/preparing/extension-request.js';
import { requireBoolean } from '../domain/preparing/input.js';
import type { PrepareTargetInput } from '../domain/preparing/prepare-target.js';
import { type DocumentReader, isGiven } from './document-reader.js';
import type { FleetPath } from './fleet-problem.js';
import { parseFleetInstanceTypes } from './parse-instance-types.js';

/** What a cluster is prepared for, without the cluster and the namespace, which belong to the compute. */
export type PreparationWish = Omit<PrepareTargetInput, 'resourceId' | 'namespace'>;

type Members = Readonly<Record<string, unknown>>;

const SWITCHES = {
  create_namespace: 'createNamespace',
  register_providers: 'registerProviders',
  grant_roles: 'grantRoles',
} as const;
const EXTENSION = ['training', 'inference', 'router', 'version'] as const;
const OTHERS = ['settings', 'release_train', 'trusted_access', 'instance_types'];

/** The names of the members of `prepare` in a document. */
const PREPARATION_MEMBERS: readonly string[] = [...EXTENSION, ...Object.keys(SWITCHES), ...OTHERS];

/**
 * Reads `prepare`: true asks for what an attach needs, an object for more, and false for nothing, also where the defaults ask for
 * something. A file holds no protected settings, and only settings that Azure documents for users.
 */
export function parsePreparation(
  reader: DocumentReader,
  path: FleetPath,
  value: unknown,
): PreparationWish | 'off' | null {
  if (value === true) return {};
  if (value === false) return 'off';
  if (!isRecord(value))
    return reader.refuse(path, { rule: 'must be true, false or a mapping', example: 'prepare: true' });
  const members = reader.members(path, value, PREPARATION_MEMBERS);
  if (members === null) return null;
  const { instance_types: types } = members;
  const extension = parseExtension(reader, path, members);
  const trustedAccess = parseTrustedAccess(reader, [...path, 'trusted_access'], members);
  return {
    ...parseSwitches(reader, path, members),
    ...(extension === null ? {} : { extension }),
    ...(trustedAccess === null ? {} : { trustedAccess }),
    ...(types === undefined
      ? {}
      : { instanceTypes: parseFleetInstanceTypes(reader, [...path, 'instance_types'], types) }),
  };
}

function parseSwitches(
  reader: DocumentReader,
  path: FleetPath,
  members: Members,
): Pick<PreparationWish, (typeof SWITCHES)[keyof typeof SWITCHES]> {
  const given = Object.entries(SWITCHES).filter(([member]) => isGiven(members, member));
  return Object.fromEntries(
    given.map(([member, field]) => {
      const place = [...path, member];
      return [field, reader.parse(place, (shown) => requireBoolean(members[member], shown))];
    }),
  );
}

/** Values of Azure's own spelling: `training` is `enableTraining` there. */
function parseExtension(reader: DocumentReader, path: FleetPath, members: Members): ExtensionRequest | null {
  refuseUndocumented(reader, [...path, 'settings'], members['settings']);
  const given = Object.fromEntries(
    EXTENSION.filter((name) => isGiven(members, name)).map((name) => [name, members[name]]),
  );
  const { settings, release_train: releaseTrain } = members;
  return reader.parse(path, (field) => parseExtensionRequest({ ...given, settings, releaseTrain }, field));
}

function refuseUndocumented(reader: DocumentReader, path: FleetPath, settings: unknown): void {
  if (!isRecord(settings)) return;
  for (const name of Object.keys(settings).filter((one) => !isDocumentedSetting(one)))
    reader.refuse([...path, name], {
      rule: 'is no setting that Azure documents for users; secrets have no place in a file',
      example: 'installVolcano: false',
    });
}

function parseTrustedAccess(
  reader: DocumentReader,
  path: FleetPath,
  { trusted_access: value }: Members,
): PreparationWish['trustedAccess'] | null {
  switch (value) {
    case undefined:
      return null;
    case 'when_needed':
      return 'when-needed';
    case 'never':
      return value;
    default:
      return reader.refuse(path, { rule: 'must be when_needed or never', example: 'never' });
  }
}
