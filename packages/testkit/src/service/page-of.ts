import type { JsonObject } from '../json.js';
import { badRequest } from '../refusals/compute-refusals.js';
import { type ArmCall, queryValue, type ServiceContext } from './arm-call.js';
import type { ServiceModes } from './modes/modes.js';

/**
 * One page of a list. Pages are cut by a count in `$skip`, which clients must treat as opaque; the link to the next page
 * repeats the other parameters.
 */
export function pageOf<T>(
  entries: readonly T[],
  { call, service, show }: PageRequest<T>,
): { readonly value: JsonObject[]; readonly nextLink?: null | string } {
  const skip = parseSkip(queryValue(call.url, '$skip'));
  const end = skip + service.modes.pageSize;
  return {
    value: entries.slice(skip, end).map(show),
    ...(end < entries.length ? { nextLink: nextLink(call.url, end) } : lastLink(service.modes)),
  };
}

interface PageRequest<T> {
  readonly call: ArmCall;
  readonly service: ServiceContext;
  readonly show: (entry: T) => JsonObject;
}

function parseSkip(token: string | null): number {
  if (token === null) return 0;
  if (!/^\d{1,9}$/.test(token))
    throw badRequest('The continuation token in $skip is not one of this service.', '$skip');
  return Number(token);
}

function nextLink(url: URL, skip: number): string {
  const kept = [...url.searchParams].filter(([name]) => name.toLowerCase() !== '$skip');
  const query = kept.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${url.origin}${url.pathname}?${query}&$skip=${skip}`;
}

function lastLink({ lastNextLink }: ServiceModes): { nextLink?: null | string } {
  if (lastNextLink === 'absent') return {};
  return { nextLink: lastNextLink === 'null' ? null : '' };
}
