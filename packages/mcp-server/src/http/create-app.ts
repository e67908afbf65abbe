import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../observability/log.js';
import { errorKind } from '../runtime/error-kind.js';
import type { Authentication } from './auth/authentication.js';
import type { HttpCaller } from './auth/http-caller.js';
import { isMetadataPath, type ResourceMetadata } from './auth/resource-metadata.js';
import type { Endpoint } from './endpoint/endpoint.js';
import { HttpRefusal } from './exchange/http-refusal.js';
import { calledTools, countRequests } from './exchange/messages.js';
import { readJson } from './exchange/read-json.js';
import { respondJson, respondRefusal } from './exchange/respond.js';
import { type OriginPolicy, PREFLIGHT } from './origin-policy.js';
import type { RateLimit } from './rate-limit.js';

/** The path of the MCP endpoint. */
export const MCP_PATH = '/mcp';

/** What requests pass on their way to the endpoint. */
export interface AppOptions {
  readonly site: OriginPolicy;
  readonly authentication: Authentication;
  readonly rateLimit: RateLimit;
  readonly endpoint: Endpoint;
  /** Whether a tool of this name changes anything. */
  readonly isWrite: (tool: string) => boolean;
  readonly isStopping: () => boolean;
  /** Takes the access token of each caller that was let in. */
  readonly renewToken: (caller: HttpCaller) => void;
  readonly log: Log;
}

/** Everything that is served over HTTP: the MCP endpoint, what clients need for a token, and two probes. */
export function createApp(options: AppOptions): RequestListener {
  return (request, response) => {
    route(options, request, response).catch((error: unknown) => {
      const refusal = error instanceof HttpRefusal ? error : unexpected(options, error);
      options.log('info', 'request-refused', { status: refusal.status, reason: refusal.message });
      if (response.headersSent) response.destroy();
      else respondRefusal(response, refusal);
    });
  };
}

async function route(options: AppOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '';
  if (path === '/healthz') return respondJson(response, { status: 200, body: { status: 'ok' } });
  if (path === '/readyz') return respondReadiness(response, !options.isStopping());
  options.site.check(request.headers);
  const { metadata } = options.authentication;
  if (isMetadataPath(path) && metadata !== null) return serveMetadata(metadata, request, response);
  if (path !== MCP_PATH) throw new HttpRefusal(404, `There is nothing here; the MCP endpoint is ${MCP_PATH}`);
  return serveMcp(options, request, response);
}

/** Any page that may call at all may learn where tokens are to be had. */
function serveMetadata(body: ResourceMetadata, { method }: IncomingMessage, response: ServerResponse): void {
  const headers = { 'access-control-allow-origin': '*' };
  if (method === 'OPTIONS') response.writeHead(204, { ...PREFLIGHT, ...headers }).end();
  else respondJson(response, { status: 200, body, headers });
}

function respondReadiness(response: ServerResponse, ready: boolean): void {
  respondJson(response, { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'stopping' } });
}

async function serveMcp(
  options: AppOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cors = options.site.corsHeaders(request.headers);
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
  if (request.method === 'OPTIONS' && 'access-control-allow-origin' in cors) {
    response.writeHead(204, PREFLIGHT).end();
    return;
  }
  const { methods } = options.endpoint;
  if (!methods.includes(request.method ?? ''))
    throw new HttpRefusal(405, 'Method not allowed', { headers: { allow: methods.join(', ') } });
  const caller = await admit(options, request);
  const body = request.method === 'POST' ? await readJson(request) : undefined;
  const asked = countRequests(body);
  if (asked > 1) options.rateLimit.take(payerOf(caller, request), asked, { before: 1 });
  if (options.isStopping() && (request.method === 'GET' || asked > 0)) throw stopping();
  if (caller.access !== 'write' && calledTools(body).some(options.isWrite))
    throw options.authentication.writeRefused();
  options.renewToken(caller);
  await options.endpoint.handle({ request, response, body }, caller);
}

/** Refused requests are counted by address, so that a stranger cannot use up what a caller has. */
async function admit(
  { authentication, rateLimit }: AppOptions,
  request: IncomingMessage,
): Promise<HttpCaller> {
  const caller = await authentication.authenticate(request.headers.authorization).catch((error: unknown) => {
    rateLimit.take(addressOf(request));
    throw error;
  });
  rateLimit.take(payerOf(caller, request));
  return caller;
}

function payerOf({ token, principal }: HttpCaller, request: IncomingMessage): string {
  return token === null ? addressOf(request) : principal;
}

function addressOf({ socket }: IncomingMessage): string {
  return `address ${socket.remoteAddress}`;
}

function stopping(): HttpRefusal {
  return new HttpRefusal(503, 'This server is stopping', {
    headers: { 'retry-after': '1', connection: 'close' },
  });
}

function unexpected({ log }: AppOptions, error: unknown): HttpRefusal {
  log('error', 'http-failed', { name: errorKind(error) });
  return new HttpRefusal(500, 'Something went wrong inside this server', { code: -32_603 });
}
