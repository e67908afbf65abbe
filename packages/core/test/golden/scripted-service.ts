import { ManualClock } from '@azureml-kubernetes/testkit';
import type { JsonObject, JsonValue } from '../../src/domain/json.js';
import { createTransport, Workspace } from '../../src/index.js';
import { isObject, items, member, type Row } from './row.js';

/** A service that gives recorded answers in order, and afterwards none. */
export interface ScriptedService {
  readonly workspace: Workspace;
  /** Each request that the script has an entry for, as {@link requestLine} writes it. */
  readonly requests: string[];
}

export const WORKSPACE = {
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'my-rg',
  name: 'my-ws',
  location: 'eastus',
};

export function scriptService(
  script: readonly JsonValue[],
  location: string = WORKSPACE.location,
): ScriptedService {
  const clock = new ManualClock({ autoAdvance: true });
  const left = [...script];
  const requests: string[] = [];
  const transport = createTransport({
    credential: { getToken: async () => ({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    clock,
    random: () => 0.5,
    fetch: async (request) => {
      const entry = left.shift();
      if (!isObject(entry)) throw new TypeError('fetch failed');
      const { pathname: path, searchParams } = new URL(request.url);
      const text = await request.text();
      const body: JsonValue = text === '' ? null : JSON.parse(text);
      requests.push(
        requestLine({ method: request.method, path, query: Object.fromEntries(searchParams), body }),
      );
      if (entry['drop'] === true) throw new TypeError('fetch failed');
      return answer(entry);
    },
  });
  return {
    workspace: new Workspace({ ...WORKSPACE, location }, { transport, clock, random: () => 0.5 }),
    requests,
  };
}

function answer(entry: JsonObject): Response {
  const { status = 200, headers = {}, body, raw } = entry;
  const text = typeof raw === 'string' ? raw : body === undefined ? null : JSON.stringify(body);
  const init = {
    status: Number(status),
    headers: new Headers(isObject(headers) ? stringValues(headers) : {}),
  };
  return new Response([204, 304].includes(init.status) ? null : text, init);
}

function stringValues(headers: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

interface RequestParts {
  readonly method: JsonValue;
  readonly path: JsonValue;
  readonly query: JsonObject;
  readonly body: JsonValue;
}

/** A request as one line, without its api-version (reason 2) and the casing of its query's values. */
function requestLine({ method, path, query, body }: RequestParts): string {
  const members = Object.entries(query)
    .filter(([name]) => name.toLowerCase() !== 'api-version')
    .map(([name, value]) => `${name}=${String(value).toLowerCase()}`);
  const target = [path, ...members.sort()].join(members.length > 0 ? ' ' : '');
  return [method, target, ...(body === null ? [] : [JSON.stringify(sorted(body))])].join(' ');
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]): [string, JsonValue] => [key, sorted(member)]);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The requests that the reference made and got an answer to, with its two hosts mapped to ARM (reason 1). */
export function recordedRequests({ expected }: Row): string[] {
  return items(expected['transcript'])
    .filter(isObject)
    .filter(({ type }) => type === 'request')
    .map((request) => {
      const { method = null, path, body = null } = request;
      const mapped = String(path).replace('/rp/workspaces', '').replace('//subscriptions', '/subscriptions');
      const query = member(request, 'query');
      return requestLine({ method, path: mapped, query, body: withoutRepetitions(body) ?? null });
    });
}

/** Reason 5: the reference repeats these three where the service has no such members. */
export function withoutRepetitions(body: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(body) || !isObject(body['properties'])) return body;
  const { namespace: _namespace, identityType: _type, identityIds: _ids, ...properties } = body['properties'];
  return { ...body, properties };
}

export function script({ input }: Row): readonly JsonValue[] {
  return items(input['server_script']);
}
