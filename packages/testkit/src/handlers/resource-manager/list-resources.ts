import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { badRequest } from '../../refusals/compute-refusals.js';
import { type ArmCall, queryValue, type ServiceContext } from '../../service/arm-call.js';
import { isAllowed } from '../../service/caller/authorize.js';
import { inScopeOf } from '../../service/in-scope-of.js';
import { pageOf } from '../../service/page-of.js';
import { zuluTimestamp } from '../../world/timestamp.js';
import { parseResourceFilter } from './resource-filter.js';
import { type TrackedResource, trackedResources } from './tracked-resources.js';

/**
 * The resources of a subscription, or of the resource group when the path names one. What the caller may not read is left
 * out (documented). `$filter` knows the names of {@link parseResourceFilter}, `$expand` the three members that it adds.
 */
export function listResources(call: ArmCall, service: ServiceContext): Answer {
  const { world } = service;
  const isAsked = parseResourceFilter(queryValue(call.url, '$filter'));
  const resources = trackedResources(world)
    .filter(inScopeOf(call))
    .filter((resource) => isAsked(resource) && isAllowed(world.grants, `${resource.type}/read`, resource.id))
    .slice(0, parseTop(queryValue(call.url, '$top')));
  const expanded = parseExpand(queryValue(call.url, '$expand'));
  const show = (resource: TrackedResource) => resourceBody(resource, expanded);
  return answerJson(pageOf(resources, { call, service, show }), { indent: 0 });
}

function parseTop(top: string | null): number | undefined {
  if (top === null) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(top)) throw badRequest(`$top '${top}' is not a count from 1.`, '$top');
  return Number(top);
}

function parseExpand(expand: string | null): readonly string[] {
  const names = expand === null ? [] : expand.split(',').map((name) => name.trim());
  const stranger = names.find((name) => !EXPANDED.includes(name));
  if (stranger !== undefined) throw badRequest(`$expand '${stranger}' is not understood.`, '$expand');
  return names;
}

const EXPANDED = ['createdTime', 'changedTime', 'provisioningState'];

function resourceBody(resource: TrackedResource, expanded: readonly string[]): JsonObject {
  const { createdAt, provisioningState, ...members } = resource;
  const at = zuluTimestamp(createdAt);
  const added: Readonly<Record<string, string>> = { createdTime: at, changedTime: at, provisioningState };
  return { ...members, ...Object.fromEntries(expanded.map((name) => [name, added[name] ?? ''])) };
}
