import { badRequest } from '../../refusals/compute-refusals.js';
import type { TrackedResource } from './tracked-resources.js';

type IsAsked = (resource: TrackedResource) => boolean;

/** What can be compared with `eq`, in lower case. */
const COMPARED: Readonly<Record<string, (resource: TrackedResource) => string>> = {
  resourcetype: ({ type }) => type,
  resourcegroup: ({ id }) => id.split('/')[4] ?? '',
  name: ({ name }) => name,
  location: ({ location }) => location,
};

/**
 * A `$filter` of a list of resources: `resourceType`, `resourceGroup`, `name` and `location` with `eq`,
 * `substringof('…', name)`, and `tagName eq '…'`, alone or followed by `tagValue eq '…'`, joined by `and` (documented).
 *
 * @throws ArmRefusal 400 for anything else
 */
export function parseResourceFilter(filter: string | null): IsAsked {
  if (filter === null || filter.trim() === '') return () => true;
  const conditions = conditionsOf(filter);
  return (resource) => conditions.every((holds) => holds(resource));
}

function conditionsOf(filter: string): IsAsked[] {
  const withTags = filter.replace(
    /tagName eq ('[^']*') and tagValue eq ('[^']*')/gi,
    (_, name: string, value: string) => `tag ${name} is ${value}`,
  );
  return withTags.split(/\s+and\s+/i).map((part) => conditionOf(part.trim()));
}

function conditionOf(part: string): IsAsked {
  const [, member = '', value = ''] = /^(\w+) eq '([^']*)'$/i.exec(part) ?? [];
  const compared = COMPARED[member.toLowerCase()];
  if (compared !== undefined) return (resource) => fold(compared(resource)) === fold(value);
  if (/^tagName$/i.test(member)) return ({ tags }) => value in tags;
  const tag = /^tag '([^']*)' is '([^']*)'$/.exec(part);
  if (tag !== null) return ({ tags }) => tags[tag[1] ?? ''] === tag[2];
  const [, text] = /^substringof\('([^']*)',\s*name\)$/i.exec(part) ?? [];
  if (text !== undefined) return ({ name }) => fold(name).includes(fold(text));
  throw badRequest(`$filter '${part}' is not understood.`, '$filter');
}

function fold(text: string): string {
  return text.toLowerCase();
}
