import { ManualClock } from '@azureml-kubernetes/testkit';
import { createTransport, type JsonObject, type JsonValue, Workspace } from '../../src/index.js';
import { isObject, items, type Row } from './row.js';

/** A service that gives recorded answers in order, and afterwards none. */
export interface ScriptedService {
  readonly workspace: Workspace;
  /** `METHOD /path` of each request that the script has an entry for. */
  readonly requests: string[];
  readonly bodies: JsonValue[];
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
  const bodies: JsonValue[] = [];
  const transport = createTransport({
    credential: { getToken: async () => ({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    clock,
    random: () => 0.5,
    fetch: async (request) => {
      const entry = left.shift();
      if (isObject(entry)) requests.push(describe(request.method, new URL(request.url)));
      if (!isObject(entry) || entry['drop'] === true) throw new TypeError('fetch failed');
      const text = await request.text();
      bodies.push(text === '' ? null : JSON.parse(text));
      return answer(entry);
    },
  });
  return {
    workspace: new Workspace({ ...WORKSPACE, location }, { transport, clock, random: () => 0.5 }),
    requests,
    bodies,
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

function describe(method: string, url: URL): string {
  return `${method} ${url.pathname}`;
}

/** The requests that the reference made and got an answer to, with its two hosts mapped to ARM. */
export function recordedRequests({ expected }: Row): string[] {
  return items(expected['transcript'])
    .filter(isObject)
    .filter(({ type }) => type === 'request')
    .map(
      ({ method, path }) =>
        `${method} ${String(path).replace('/rp/workspaces', '').replace('//subscriptions', '/subscriptions')}`,
    );
}

export function script({ input }: Row): readonly JsonValue[] {
  return items(input['server_script']);
}
