import type { FaultEffects } from '../faults/fault-effects.js';
import type { Answer } from '../refusals/answer.js';
import {
  forbidden,
  methodNotAllowed,
  missingApiVersion,
  notModelled,
  resourceGroupNotFound,
  subscriptionNotFound,
  throttled,
  unknownApiVersion,
  unknownRoute,
} from '../refusals/arm-refusals.js';
import { badRequest } from '../refusals/compute-refusals.js';
import { version } from '../version.js';
import type { World } from '../world/world.js';
import { apiVersions } from './api-versions.js';
import { queryValue, type ServiceContext } from './arm-call.js';
import { type AccessToken, ANONYMOUS } from './caller/access-token.js';
import { authenticate, isForeign } from './caller/authenticate.js';
import { isAllowed } from './caller/authorize.js';
import type { Allowance, RequestKind, TokenBuckets } from './limits/throttle.js';
import { jsonOf, type RequestBody } from './request-body.js';
import type { Route } from './route.js';
import type { RouteLookup, RouteMatch } from './route-table.js';
import { refuseUnmodelled } from './strict.js';

/** Methods that Azure Resource Manager has somewhere, so that an operation with them may exist (documented). */
const ARM_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE']);

/** Where the paths of Azure Resource Manager begin (documented). */
export const ARM_PATH: RegExp = /^\/+(?:subscriptions|providers|tenants|metadata)(?:\/|$)/i;

/** One request on its way through the service. */
export interface RequestContext {
  readonly request: Request;
  readonly url: URL;
  readonly lookup: RouteLookup;
  /** Null without a bearer token. */
  readonly token: AccessToken | null;
  readonly body: RequestBody;
  readonly kind: RequestKind;
  readonly allowance: Allowance | null;
  readonly effects: FaultEffects;
  readonly now: number;
}

/**
 * What ARM checks before a provider sees the request, in ARM's order (assumed), and then the provider.
 *
 * @throws ArmRefusal whenever one of them says no
 */
export function authorizeAndHandle(
  context: RequestContext,
  service: ServiceContext,
  buckets: TokenBuckets | null,
): Answer {
  const token = isPublic(context.lookup) ? ANONYMOUS : authenticate(context, service);
  const match = matchOf(context);
  const apiVersion = queryValue(context.url, 'api-version');
  if (apiVersion === null || apiVersion === '') throw missingApiVersion();
  refuseThrottled(context, buckets);
  refuseUnknownPlace(match, service);
  refuseForbidden(match, context.url, service);
  refuseApiVersion(match.route, apiVersion);
  if (service.strict) refuseUnmodelled(match.route, context.url, context.request.headers);
  const { url, now, effects } = context;
  return match.route.handle(
    {
      url,
      params: match.params,
      apiVersion,
      body: jsonOf(context.body),
      now,
      principal: token.principal,
      isForeign: isForeign(token, service),
      plan: effects.operation,
    },
    service,
  );
}

function isPublic(lookup: RouteLookup): boolean {
  return lookup.kind === 'found' && lookup.match.route.isPublic === true;
}

function matchOf({ lookup, request, url }: RequestContext): RouteMatch {
  if (lookup.kind === 'found') return lookup.match;
  if (lookup.kind === 'malformed')
    throw badRequest('The path holds a broken percent escape, or hides a slash or a control character.');
  const { method } = request;
  if (lookup.kind === 'other-method' && !ARM_METHODS.has(method))
    throw methodNotAllowed(method, lookup.allowed);
  if (!ARM_PATH.test(url.pathname)) throw unknownRoute(url.pathname);
  throw notModelled(`${method} ${url.pathname}`, version);
}

function refuseThrottled({ kind, allowance }: RequestContext, buckets: TokenBuckets | null): void {
  if (buckets === null || allowance === null || allowance.retryAfterSeconds === null) return;
  throw throttled({ kind, scope: allowance.scope, limit: buckets.limit(kind) }, allowance.retryAfterSeconds);
}

function refuseUnknownPlace({ params }: RouteMatch, { world }: ServiceContext): void {
  const place = { ...placeOfScope(params['scope'] ?? ''), ...params };
  const { subscription, group } = place;
  if (subscription === undefined) return;
  if (!world.hasSubscription(subscription)) throw subscriptionNotFound(subscription);
  if (group !== undefined && !world.hasGroup(subscription, group)) throw resourceGroupNotFound(group);
}

function placeOfScope(scope: string): { readonly subscription?: string; readonly group?: string } {
  const [, subscription, group] =
    /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?/i.exec(scope) ?? [];
  return {
    ...(subscription === undefined ? {} : { subscription }),
    ...(group === undefined ? {} : { group }),
  };
}

function refuseForbidden(match: RouteMatch, url: URL, { world }: ServiceContext): void {
  const { action: needed } = match.route;
  if (needed === null) return;
  const action = typeof needed === 'string' ? needed : needed(match.params);
  const scope = scopeOf(match, url, world);
  if (!isAllowed(world.grants, action, scope)) throw forbidden(action, scope);
}

/** Following an operation needs rights on the resource group of its compute, or above (documented). */
function scopeOf({ params }: RouteMatch, url: URL, world: World): string {
  const operation = params['operation'] === undefined ? null : world.operation(params['operation']);
  const group = /^.*?\/resourceGroups\/[^/]+/i.exec(operation?.computeId ?? '')?.[0];
  return (
    group ??
    params['scope'] ??
    url.pathname.replace(/\/(?:listNodes|listKeys|start|stop|restart|register|runCommand)$/i, '')
  );
}

function refuseApiVersion({ type }: Route, apiVersion: string): void {
  const known = apiVersions[type];
  if (known.includes(apiVersion.toLowerCase())) return;
  // The real service may know it; the code stays that of the service, so that clients are not surprised.
  throw unknownApiVersion(type, apiVersion, { known, modelledBy: version });
}
