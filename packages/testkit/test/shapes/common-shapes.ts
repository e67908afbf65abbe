import {
  anyObject,
  dictionary,
  list,
  orNull,
  record,
  type Shape,
  text,
  word,
} from '../../src/shape/shape.js';

/** JSON that a test reads. */
export type AnyJson = Record<string, unknown>;

export const string: Shape<string> = text('must be a string', 'text');
export const filled: Shape<string> = text('must be a string that is not empty', 'text', /./);
export const guid: Shape<string> = text(
  'must be a GUID',
  '…',
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
);
export const resourceId: Shape<string> = text(
  'must be an ARM id',
  '/subscriptions/…',
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\//i,
);
/** The compute API's instants: seven digits and no Z. */
export const instant: Shape<string> = text(
  'must have seven digits',
  '…',
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/,
);
export const strings: Shape<Readonly<Record<string, string>>> = dictionary(string);
export const open: Shape<AnyJson> = anyObject<AnyJson>('must be an object', '{}');

/** An object with just these members, of which `optional` may be missing. */
export function exactly(
  members: Record<string, Shape<unknown>>,
  ...optional: readonly string[]
): Shape<AnyJson> {
  const required = Object.keys(members).filter((name) => !optional.includes(name));
  return record<AnyJson>(members, required);
}

export function page(item: Shape<unknown>): Shape<unknown> {
  const link = orNull(text('must be a URL or empty', 'https://…', /^$|^https?:\/\//));
  return exactly({ value: list(item), nextLink: link }, 'nextLink');
}

const by = word('User', 'Application', 'ManagedIdentity', 'Key');
export const systemData: Shape<AnyJson> = exactly({
  createdBy: string,
  createdByType: by,
  createdAt: string,
  lastModifiedBy: string,
  lastModifiedByType: by,
  lastModifiedAt: string,
});
export const identity: Shape<AnyJson> = exactly(
  {
    type: word('SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned'),
    principalId: guid,
    tenantId: guid,
    userAssignedIdentities: dictionary(exactly({ principalId: orNull(guid), clientId: orNull(guid) })),
  },
  'principalId',
  'tenantId',
  'userAssignedIdentities',
);
