import { badRequest } from '../../refusals/compute-refusals.js';
import type { TrackedResource } from './tracked-resources.js';

type IsAsked = (resource: TrackedResource) => boolean;

/** What can be compared with `eq`, in lower case. */
const COMPARED: ReadonlyMap<string, (resource: TrackedResource) => string> = new Map([
  ['resourcetype', ({ type }) => type],
  ['resourcegroup', ({ id }) => id.split('/')[4] ?? ''],
  ['name', ({ name }) => name],
  ['location', ({ location }) => location],
]);

/**
 * A `$filter` of a list of resources: `resourceType`, `resourceGroup`, `name` and `location` with `eq`,
 * `substringof('…', name)`, and `tagName eq '…'`, alone or followed by `tagValue eq '…'`, joined by `and` (documented).
 *
 * @throws ArmRefusal 400 for anything else
 */
export function parseResourceFilter(filter: string | null): IsAsked {
  if (filter === null || filter.trim() === '') return () => true;
  const conditions = filter.split(JOINT).map((part) => conditionOf(part.trim()));
  return (resource) => conditions.every((holds) => holds(resource));
}

/** Between two conditions; what stands between the name and the value of a tag belongs to one. */
const JOINT = /\s+and\s+(?!tagValue eq )/i;
const TAG = /^tagName eq '([^']*)'(?: and tagValue eq '([^']*)')?$/i;

function conditionOf(part: string): IsAsked {
  const [, member = '', value = ''] = /^(\w+) eq '([^']*)'$/i.exec(part) ?? [];
  const compared = COMPARED.get(member.toLowerCase());
  if (compared !== undefined) return (resource) => fold(compared(resource)) === fold(value);
  const [, tag, tagValue] = TAG.exec(part) ?? [];
  if (tag !== undefined)
    return ({ tags }) => Object.hasOwn(tags, tag) && (tagValue === undefined || tags[tag] === tagValue);
  const [, text] = /^substringof\('([^']*)',\s*name\)$/i.exec(part) ?? [];
  if (text !== undefined) return ({ name }) => fold(name).includes(fold(text));
  throw badRequest(`$filter '${part}' is not understood.`, '$filter');
}

function fold(text: string): string {
  return text.toLowerCase();
}
