import { type AttachIdentity, parseAttachIdentity } from '../domain/attach-identity.js';
import { parseUserAssignedIdentityId } from '../domain/ids/resource-ids.js';
import type { DocumentReader } from './document-reader.js';
import { isGiven } from './document-reader.js';
import type { FleetPath } from './fleet-problem.js';

/** Members that Azure adds to an identity; the command line of Azure drops them when it reads a file. */
const ADDED_BY_AZURE = ['client_id', 'principal_id', 'tenant_id'];

const SPELLINGS = 'SystemAssigned, systemAssigned, system_assigned, UserAssigned or user_assigned';

/**
 * Reads an identity in the form of Azure's own compute files. `none` asks for no identity, also where the defaults have one. Both kinds at once are refused,
 * because an attached Kubernetes compute takes one kind.
 */
export function parseIdentity(
  reader: DocumentReader,
  path: FleetPath,
  value: unknown,
): AttachIdentity | 'none' | null {
  const members = reader.members(path, value, ['type', 'user_assigned_identities', ...ADDED_BY_AZURE]);
  if (members === null) return null;
  const type = parseType(reader, path, members);
  if (type === null || type === 'none') return type;
  const idsPath = [...path, 'user_assigned_identities'];
  const ids = isGiven(members, 'user_assigned_identities')
    ? parseIds(reader, idsPath, members['user_assigned_identities'])
    : [];
  if (ids === null) return null;
  return reader.parse(idsPath, () => parseAttachIdentity(type, ids));
}

function parseType(
  reader: DocumentReader,
  path: FleetPath,
  members: Readonly<Record<string, unknown>>,
): 'SystemAssigned' | 'UserAssigned' | 'none' | null {
  const { type } = members;
  const place = isGiven(members, 'type') ? [...path, 'type'] : path;
  switch (typeof type === 'string' ? toSnakeCase(type) : null) {
    case 'system_assigned':
      return 'SystemAssigned';
    case 'user_assigned':
      return 'UserAssigned';
    case 'none':
      return 'none';
    case 'system_assigned,user_assigned':
      return reader.refuse(place, {
        rule: 'must be one kind: an attached compute takes its own identity or yours, not both',
        example: 'SystemAssigned',
      });
    default:
      return reader.refuse(place, {
        rule: `needs a type spelled ${SPELLINGS}`,
        example: 'SystemAssigned',
      });
  }
}

/** `SystemAssigned`, `systemAssigned` and `SYSTEM_ASSIGNED` are one, as they are for Azure's command line. */
function toSnakeCase(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function parseIds(reader: DocumentReader, path: FleetPath, value: unknown): string[] | null {
  if (!Array.isArray(value))
    return reader.refuse(path, { rule: 'must be a list', example: '- resource_id: /subscriptions/…' });
  const ids = value.map((entry: unknown, index) => parseId(reader, [...path, index], entry));
  return ids.every((id) => id !== null) ? ids : null;
}

function parseId(reader: DocumentReader, path: FleetPath, entry: unknown): string | null {
  if (typeof entry === 'string') {
    return reader.refuse(path, {
      rule: 'must be a mapping with resource_id, not the id alone',
      example: 'resource_id: /subscriptions/…/userAssignedIdentities/my-identity',
    });
  }
  const members = reader.members(path, entry, ['resource_id', ...ADDED_BY_AZURE]);
  if (members === null) return null;
  return reader.parse([...path, 'resource_id'], (field) =>
    parseUserAssignedIdentityId(members['resource_id'], field),
  );
}
