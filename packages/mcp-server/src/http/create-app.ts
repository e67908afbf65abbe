import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { nameOf } from '../name-of.js';
import type { Log } from '../observability/log.js';
import { isMetadataPath, type ResourceMetadata } from './auth/resource-metadata.js';
import type { Authentication } from './authentication.js';
import type { Endpoint } from './endpoint.js';
import type { HttpCaller } from './http-caller.js';
import { calledTools, countRequests } from './messages.js';
import type { RateLimit } from './rate-limit.js';
import { readJson } from './read-json.js';
import { Refusal } from './refusal.js';
import { respondJson, respondRefusal } from './respond.js';
import { PREFLIGHT, type Site } from './site.js';

export const MCP_PATH = '/mcp';

export interface AppParts {
  readonly site: Site;
  readonly authentication: Authentication;
  readonly rateLimit: RateLimit;
  readonly endpoint: Endpoint;
  /** Whether a tool of this name changes anything. */
  readonly isWrite: (tool: string) => boolean;
  readonly isStopping: () => boolean;
  /** Called with each caller that was let in. */
  readonly onCaller: (caller: HttpCaller) => void;
  readonly log: Log;
}

/** Everything that is served over HTTP: the MCP endpoint, what clients need for a token, and two probes. */
export function createApp(parts: AppParts): RequestListener {
  return (request, response) => {
    route(parts, request, response).catch((error: unknown) => {
      const refusal = error instanceof Refusal ? error : unexpected(parts, error);
      parts.log('info', 'request-refused', { status: refusal.status, reason: refusal.message });
      if (response.headersSent) response.destroy();
      else respondRefusal(response, refusal);
    });
  };
}

async function route(parts: AppParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '';
  if (path === '/healthz') return respondJson(response, { status: 200, body: { status: 'ok' } });
  if (path === '/readyz') return respondReadiness(response, !parts.isStopping());
  parts.site.check(request.headers);
  const { metadata } = parts.authentication;
  if (isMetadataPath(path) && metadata !== null) return serveMetadata(metadata, request, response);
  if (path !== MCP_PATH) throw new Refusal(404, `There is nothing here; the MCP endpoint is ${MCP_PATH}`);
  return serveMcp(parts, request, response);
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

async function serveMcp(parts: AppParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const cors = parts.site.corsHeaders(request.headers);
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
  if (request.method === 'OPTIONS' && 'access-control-allow-origin' in cors) {
    response.writeHead(204, PREFLIGHT).end();
    return;
  }
  const { methods } = parts.endpoint;
  if (!methods.includes(request.method ?? ''))
    throw new Refusal(405, 'Method not allowed', { headers: { allow: methods.join(', ') } });
  const caller = await admit(parts, request);
  const body = request.method === 'POST' ? await readJson(request) : undefined;
  const asked = countRequests(body);
  if (asked > 1) parts.rateLimit.take(payerOf(caller, request), asked, { before: 1 });
  if (parts.isStopping() && (request.method === 'GET' || asked > 0)) throw stopping();
  if (caller.access !== 'write' && calledTools(body).some(parts.isWrite))
    throw parts.authentication.writeRefused();
  parts.onCaller(caller);
  await parts.endpoint.handle({ request, response, body }, caller);
}

/** Refused requests are counted by address, so that a stranger cannot use up what a caller has. */
async function admit({ authentication, rateLimit }: AppParts, request: IncomingMessage): Promise<HttpCaller> {
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

function stopping(): Refusal {
  return new Refusal(503, 'This server is stopping', {
    headers: { 'retry-after': '1', connection: 'close' },
  });
}

function unexpected({ log }: AppParts, error: unknown): Refusal {
  log('error', 'http-failed', { name: nameOf(error) });
  return new Refusal(500, 'Something went wrong inside this server', { code: -32_603 });
}
