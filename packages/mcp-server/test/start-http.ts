import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fetch } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { afterEach } from 'vitest';
import type { Tool } from '../src/catalogue/define-tool.js';
import { mayCall, toolsFor } from '../src/catalogue/tools-for.js';
import type { HttpConfig } from '../src/configuration/http-config.js';
import { createMcpServer } from '../src/eras/legacy/create-mcp-server.js';
import type { ServedEra } from '../src/eras/served-era.js';
import type { HttpCaller } from '../src/http/auth/http-caller.js';
import { loadAuthentication } from '../src/http/auth/load-authentication.js';
import { createService } from '../src/http/create-service.js';
import type { Log } from '../src/observability/log.js';
import { openSession } from '../src/protocol/open-session.js';
import { selectTools } from '../src/tools/registry.js';
import { type ConnectOptions, openServices } from './connect-client.js';
import { httpDefaults } from './http-defaults.js';

/** Long enough for every test that waits. */
const NEVER_MS = 24 * 60 * 60_000;

const started: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0)) await stop();
});

/** What the server works on beside its own defaults. */
type HttpWorld = Pick<
  ConnectOptions,
  'beside' | 'wrap' | 'confirm' | 'inCluster' | 'allowedClusters' | 'audit'
>;

/**
 * The product's HTTP side over a fake service, in this process, with time that stands still; closed after the test.
 * `tokens` are what the service was sent as `Authorization`.
 */
export async function startHttp(
  config: Partial<HttpConfig> = {},
  era: ServedEra = 'both',
  offered: readonly Tool[] = selectTools({ readOnly: false, names: null, prepare: 'plan', inspect: false }),
  world: HttpWorld = {},
) {
  const clock = world.beside?.clock ?? new ManualClock({ stallAfterMs: Number.POSITIVE_INFINITY });
  const service =
    world.beside?.service ??
    new FakeComputeService({ seed: 'demo', strict: true, clock, provisioning: { attachMs: NEVER_MS } });
  const logged: string[] = [];
  const log: Log = (level, event, facts) => logged.push(JSON.stringify({ level, event, ...facts }));
  const stopping = new AbortController();
  const tokens: string[] = [];
  const wrap =
    (send: Fetch): Fetch =>
    (input, init) => {
      const request = new Request(input, init);
      tokens.push(request.headers.get('authorization') ?? '');
      return (world.wrap?.(send) ?? send)(request);
    };
  const shared = openServices(service, { ...world, clock, log, stopping: stopping.signal, wrap });
  const toolsOf = ({ access, mayPrepare }: HttpCaller) =>
    toolsFor(offered, { mayWrite: access === 'write', mayPrepare, mayInspect: mayPrepare });
  const callers: HttpCaller[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server.address())}/mcp`;
  const dependenciesOf = (caller: HttpCaller, lasting: boolean) => ({
    ...shared,
    principal: caller.principal,
    tools: toolsOf(caller),
    lasting,
  });
  const http = createService({
    config: { ...httpDefaults(), ...config },
    authentication: await loadAuthentication(config.auth ?? null),
    boundUrl: url,
    open: (caller) => createMcpServer(dependenciesOf(caller, config.stateless !== true)),
    openSession: era === 'both' ? (caller) => openSession(dependenciesOf(caller, true)) : null,
    writes: ['compute_attach', 'compute_detach'],
    prepares: false,
    mayCall: (caller, name) => mayCall(name, offered, toolsOf(caller)),
    renewToken: (caller) => callers.push(caller),
    stopping,
    clock,
    log,
  });
  server.on('request', http.listener);
  started.push(async () => {
    const stopped = http.stop(0);
    for (const _ of [1, 2]) await clock.advance(1_000);
    await stopped;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url, clock, service, tokens, logged, callers, http, server, post: createPost(url) };
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The JSON-RPC message, whether it came as JSON or as an event. */
  readonly json: Record<string, unknown>;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** Sends requests as they are told to, the Host header included, which `fetch` would not. */
export function send(url: string, { method = 'POST', headers = {}, body }: Sending = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject).on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: readJson(text),
        }),
      );
    });
    request.on('error', reject);
    if (body === undefined) request.end();
    else request.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

function readJson(text: string): Record<string, unknown> {
  const event = text.split('\n').findLast((line) => line.startsWith('data: {'));
  const given: unknown = text.startsWith('{') ? JSON.parse(text) : JSON.parse(event?.slice(6) ?? '{}');
  return typeof given === 'object' && given !== null ? { ...given } : {};
}

const MCP_HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2025-11-25',
};

/** Posts a JSON-RPC message as an MCP client does. */
export function createPost(url: string) {
  return (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    send(url, { body, headers: { ...MCP_HEADERS, ...headers } });
}

export const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '0' } },
};

export function toolCall(
  name: string,
  args: Readonly<Record<string, unknown>> = {},
  id: number | string = 2,
) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}

/** A call that stays at work until time has moved on by so much. */
export function waitCall(seconds: number, id = 2) {
  return toolCall('compute_wait', { name: 'gpu', max_wait_seconds: seconds }, id);
}

export const attachCall: object = toolCall('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });

/** The id of a session that an answer has opened. */
export function sessionOf({ headers }: Pick<Answer, 'headers'>): { 'mcp-session-id': string } {
  return { 'mcp-session-id': String(headers['mcp-session-id']) };
}
