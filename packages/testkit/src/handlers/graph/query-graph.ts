import { isJsonObject, type JsonObject } from '../../json.js';
import type { Answer } from '../../refusals/answer.js';
import { invalidRequestContent, notModelled, unknownRoute } from '../../refusals/arm-refusals.js';
import { graphRefusal } from '../../refusals/graph-refusals.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import type { GraphAllowance } from '../../service/limits/graph-quota.js';
import { version } from '../../version.js';
import { type GraphScope, isAnyReadable, rowsOf } from './graph-rows.js';
import { findQuery } from './graph-texts.js';

/** Subscriptions in one query (the official command line sends no more). */
const MAX_SUBSCRIPTIONS = 1_000;

interface GraphRequest {
  readonly query: string;
  readonly subscriptions: readonly string[] | null;
  readonly top: number;
  readonly skip: number;
}

/** Azure Resource Graph, for the queries that the fake knows. Answers are compact JSON (recorded). */
export function queryGraph(call: ArmCall, service: ServiceContext): Answer {
  const { modes, graphQuota } = service;
  if (modes.graph === 'not-found') throw unknownRoute(call.url.pathname);
  const request = parseRequest(call, service);
  const allowance = graphQuota.take(call.principal, call.now);
  const headers = quotaHeaders(allowance);
  if (allowance.isRefused) return refuseThrottled(service, headers);
  const query = findQuery(request.query);
  if (query === null) return refuseUnknownText(service, headers);
  if (query === 'extensions' && modes.graph === 'no-extensions')
    return graphRefusal('DisallowedLogicalTableName', 'This table is unsupported here.', headers);
  const scope = scopeOf(request, call, service);
  if (!isAnyReadable(scope)) return graphRefusal('AccessDenied', 'The caller may read none of it.', headers);
  const rows = rowsOf(query, scope);
  return answerPage(rows, request, { modes, headers });
}

function parseRequest({ body }: ArmCall, { modes }: ServiceContext): GraphRequest {
  if (!isJsonObject(body) || typeof body['query'] !== 'string')
    throw invalidRequestContent('it has no query');
  const { subscriptions = null, options, managementGroups } = body;
  if (managementGroups !== undefined) throw notModelled('managementGroups in a query', version);
  const isList = Array.isArray(subscriptions) && subscriptions.every((id) => typeof id === 'string');
  if (subscriptions !== null && !isList) throw invalidRequestContent('subscriptions is no list of ids');
  if (isList && subscriptions.length > MAX_SUBSCRIPTIONS)
    throw invalidRequestContent(`it names more than ${MAX_SUBSCRIPTIONS} subscriptions`);
  const { $top: top = 1_000, $skipToken: token } = isJsonObject(options) ? options : {};
  if (typeof top !== 'number' || top < 1 || top > 1_000) throw invalidRequestContent('$top is not 1 to 1000');
  return {
    query: body['query'],
    subscriptions: isList ? subscriptions.map(String) : null,
    top: Math.min(top, modes.graphPageSize),
    skip: parseToken(token),
  };
}

/** The token is an offset in base64 (recorded in 2021); clients must treat it as opaque. */
function parseToken(token: unknown): number {
  if (token === undefined || token === null) return 0;
  const skip = typeof token === 'string' ? Number(/^skip:(\d{1,9})$/.exec(decode(token))?.[1]) : Number.NaN;
  if (Number.isNaN(skip)) throw invalidRequestContent('$skipToken is not one of this service');
  return skip;
}

function decode(token: string): string {
  try {
    return atob(token);
  } catch {
    return '';
  }
}

function scopeOf(
  { subscriptions }: GraphRequest,
  { isForeign, now }: ArmCall,
  service: ServiceContext,
): GraphScope {
  const asked = isForeign ? [] : (subscriptions ?? service.world.subscriptions);
  return { service, subscriptions: new Set(asked.map((id) => id.toLowerCase())), now };
}

function answerPage(
  rows: readonly JsonObject[],
  { top, skip }: GraphRequest,
  { modes, headers }: Pick<ServiceContext, 'modes'> & { readonly headers: Readonly<Record<string, string>> },
): Answer {
  const data = rows.slice(skip, skip + top);
  const end = skip + data.length;
  const isCut = modes.graphTruncates && end < rows.length;
  const page = {
    totalRecords: rows.length,
    count: data.length,
    data,
    facets: [],
    // It is "false" on a page that has a next one, too (recorded).
    resultTruncated: String(isCut),
    ...(end < rows.length && !isCut ? { $skipToken: btoa(`skip:${end}`) } : {}),
  };
  const text = JSON.stringify(page);
  return text.length > modes.graphMaxBytes
    ? graphRefusal('ResponsePayloadTooLarge', 'The answer would be too large.', headers)
    : { status: 200, headers, text };
}

function quotaHeaders({ remaining, resetsAfterSeconds }: GraphAllowance): Record<string, string> {
  return {
    'x-ms-user-quota-remaining': String(remaining),
    'x-ms-user-quota-resets-after': `00:00:${String(resetsAfterSeconds).padStart(2, '0')}`,
    'x-ms-ratelimit-remaining-tenant-resource-requests': String(remaining),
    'x-ms-resource-graph-request-duration': '0:00:00:00.0755185',
  };
}

/** Whether `Retry-After` comes is not known; a body of two bytes was reported. */
function refuseThrottled({ modes }: ServiceContext, quota: Readonly<Record<string, string>>): Answer {
  switch (modes.graphThrottle) {
    case 'quota-headers':
      return graphRefusal('RateLimiting', 'Too many queries.', quota);
    case 'retry-after':
      return graphRefusal('RateLimiting', 'Too many queries.', { 'Retry-After': '5' });
    case 'empty-body':
      return { status: 429, headers: {}, text: '""' };
  }
}

function refuseUnknownText({ strict }: ServiceContext, headers: Readonly<Record<string, string>>): Answer {
  if (strict) throw notModelled('this query', version);
  return graphRefusal('InvalidQuery', 'The query cannot be parsed.', headers);
}
