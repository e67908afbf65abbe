import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '@azureml-kubernetes/core';
import type { Log } from '../observability/log.js';
import { errorKind } from '../runtime/error-kind.js';
import { withTimeLimit } from '../runtime/with-time-limit.js';
import type { Authentication } from './auth/authentication.js';
import type { HttpCaller } from './auth/http-caller.js';
import { isMetadataPath, type ResourceMetadata } from './auth/resource-metadata.js';
import type { Endpoint } from './endpoint/endpoint.js';
import { requireBounded } from './exchange/bounded-message.js';
import { HttpRefusal } from './exchange/http-refusal.js';
import { calledTools, countRequests } from './exchange/messages.js';
import { readJson } from './exchange/read-json.js';
import { respondJson, respondRefusal } from './exchange/respond.js';
import { type OriginPolicy, PREFLIGHT } from './origin-policy.js';
import type { RateLimit } from './rate-limit.js';

/** How long a body above the limit is read on, so that the answer is not lost. */
const REFUSED_BODY_MS = 1_000;

/** The path of the MCP endpoint. */
export const MCP_PATH = '/mcp';

/** What requests pass on their way to the endpoint. */
export interface AppOptions {
  readonly site: OriginPolicy;
  readonly authentication: Authentication;
  readonly rateLimit: RateLimit;
  readonly endpoint: Endpoint;
  /** Whether a caller has the right to a tool, where there is one of that name. */
  readonly mayCall: (caller: HttpCaller, tool: string) => boolean;
  readonly isStopping: () => boolean;
  /** Takes the access token of each caller that was let in. */
  readonly renewToken: (caller: HttpCaller) => void;
  readonly clock: Clock;
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
      if (refusal.status === 413) void endSending(request, options.clock);
    });
  };
}

/** A client that still sends gets a moment to read the answer; then its connection is cut. */
async function endSending(request: IncomingMessage, clock: Clock): Promise<void> {
  const sent = new Promise<void>((resolve) => request.once('close', resolve));
  await withTimeLimit(sent, REFUSED_BODY_MS, clock);
  if (!request.complete) request.destroy();
}

async function route(options: AppOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? '';
  if (path === '/healthz') return respondJson(response, { status: 200, body: { status: 'ok' } });
  if (path === '/readyz') return respondReadiness(response, !options.isStopping());
  options.site.check(request);
  const { metadata } = options.authentication;
  if (isMetadataPath(path) && metadata !== null) return serveMetadata(metadata, request, response);
  if (!isMcpPath(path)) throw new HttpRefusal(404, `There is nothing here; the MCP endpoint is ${MCP_PATH}`);
  return serveMcp(options, request, response);
}

/** Some clients write a slash at the end. */
function isMcpPath(path: string): boolean {
  return path === MCP_PATH || path === `${MCP_PATH}/`;
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
  requireBounded(body);
  const asked = countRequests(body);
  if (asked > 1) options.rateLimit.take(payerOf(caller, request), asked, { before: 1 });
  if (options.isStopping() && (request.method === 'GET' || asked > 0)) throw stopping();
  if (!calledTools(body).every((tool) => options.mayCall(caller, tool)))
    throw options.authentication.toolRefused();
  options.renewToken(caller);
  await options.endpoint.handle({ request, response, body }, caller);
}

/**
 * A caller who has used up the limit is refused before the signature of the token is checked. A request without a token,
 * or with a bad one, is not counted: many clients may share an address, and each has to learn where to sign in.
 */
async function admit(
  { authentication, rateLimit }: AppOptions,
  request: IncomingMessage,
): Promise<HttpCaller> {
  const { authorization } = request.headers;
  const claimed = authentication.claimedPrincipal(authorization);
  if (claimed !== null) rateLimit.requireRoom(claimed);
  const caller = await authentication.authenticate(authorization).catch((error: unknown) => {
    // The token is genuine, and allows nothing.
    if (claimed !== null && error instanceof HttpRefusal && error.status === 403) rateLimit.take(claimed);
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
