import { type Answer, answerJson } from '../answer.js';
import { type ArmCall, queryValue, type ServiceContext } from '../arm-call.js';
import { computeBody } from '../compute-body.js';
import { badRequest } from '../compute-faults.js';
import type { ServiceModes } from '../modes.js';
import { findParentWorkspace } from './find-workspace.js';

/** Pages are cut by a count in `$skip`; clients must treat it as opaque. Order: by creation (assumed). */
export function listComputes(call: ArmCall, service: ServiceContext): Answer {
  const workspace = findParentWorkspace(call, service);
  const views = service.world.computesOf(workspace.id, call.now);
  const skip = parseSkip(queryValue(call.url, '$skip'));
  const end = skip + service.modes.pageSize;
  return answerJson({
    value: views.slice(skip, end).map((view) => computeBody(view, service.world)),
    ...(end < views.length ? { nextLink: nextLink(call.url, end) } : lastLink(service.modes)),
  });
}

function parseSkip(token: string | null): number {
  if (token === null) return 0;
  if (!/^\d{1,9}$/.test(token))
    throw badRequest('The continuation token in $skip is not one of this service.', '$skip');
  return Number(token);
}

function nextLink(url: URL, skip: number): string {
  const version = queryValue(url, 'api-version') ?? '';
  return `${url.origin}${url.pathname}?api-version=${encodeURIComponent(version)}&$skip=${skip}`;
}

function lastLink({ lastNextLink }: ServiceModes): { nextLink?: null | string } {
  if (lastNextLink === 'absent') return {};
  return { nextLink: lastNextLink === 'null' ? null : '' };
}
