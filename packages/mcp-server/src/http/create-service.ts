import type { RequestListener } from 'node:http';
import type { Clock } from '@azureml-kubernetes/core';
import type { HttpConfig } from '../configuration/http-config.js';
import type { McpServer } from '../eras/legacy/create-mcp-server.js';
import type { Log } from '../observability/log.js';
import type { Session } from '../protocol/open-session.js';
import { withTimeLimit } from '../runtime/with-time-limit.js';
import type { HttpCaller } from './auth/http-caller.js';
import type { CreateAuthentication } from './auth/load-authentication.js';
import { createApp } from './create-app.js';
import type { Endpoint } from './endpoint/endpoint.js';
import { Modern } from './endpoint/modern.js';
import { routeByEra } from './endpoint/route-by-era.js';
import { Sessions } from './endpoint/sessions.js';
import { Stateless } from './endpoint/stateless.js';
import { createOriginPolicy } from './origin-policy.js';
import { RateLimit } from './rate-limit.js';

/** How long written answers may take to leave the process. */
const FLUSH_MS = 1_000;

/** What the HTTP service is made of. */
export interface ServiceOptions {
  readonly config: HttpConfig;
  readonly authentication: CreateAuthentication;
  /** The URL of the MCP endpoint at the bound address. */
  readonly boundUrl: string;
  /** Makes the server of one session, or of one request where there are no sessions. */
  readonly open: (caller: HttpCaller) => McpServer;
  /** What a caller of the modern era is served with; null where only the legacy era is served. */
  readonly openSession: ((caller: HttpCaller) => Session) | null;
  /** The names of the offered tools that change anything. */
  readonly writes: readonly string[];
  /** Whether tools that prepare clusters or look into them are offered. */
  readonly prepares: boolean;
  /** Whether a caller has the right to a tool, where there is one of that name. */
  readonly mayCall: (caller: HttpCaller, tool: string) => boolean;
  /** Takes the access token of each caller that was let in, before the request is handled. */
  readonly renewToken: (caller: HttpCaller) => void;
  /** Aborted as soon as the service has to stop. */
  readonly stopping: AbortController;
  readonly clock: Clock;
  readonly log: Log;
}

/** The HTTP service: it listens, and it stops. */
export interface HttpService {
  readonly listener: RequestListener;
  /** Takes no new calls, gives the running ones so long to answer, and ends the rest. */
  stop(graceMs: number): Promise<void>;
}

/** Puts together what is served over HTTP, at once: the port is open already. */
export function createService(options: ServiceOptions): HttpService {
  const { config, boundUrl, writes, stopping, clock, log } = options;
  const url = config.publicUrl ?? boundUrl;
  const endpoint = createEndpoint(options);
  const listener = createApp({
    site: createOriginPolicy(config),
    authentication: options.authentication({
      url,
      writes: writes.length > 0,
      prepares: options.prepares,
      clock,
    }),
    rateLimit: new RateLimit({ perMinute: config.requestsPerMinute, clock }),
    endpoint,
    mayCall: options.mayCall,
    isStopping: () => stopping.signal.aborted,
    clock,
    renewToken: options.renewToken,
    log,
  });
  return {
    listener,
    stop: async (graceMs) => {
      stopping.abort();
      await withTimeLimit(endpoint.drain(), graceMs, clock);
      await withTimeLimit(endpoint.close(), FLUSH_MS, clock);
    },
  };
}

function createEndpoint(options: ServiceOptions): Endpoint {
  const { openSession, writes, clock, log } = options;
  const legacy = createLegacyEndpoint(options);
  if (openSession === null) return legacy;
  const isWrite = (tool: string): boolean => writes.includes(tool);
  const maxStreams = maxPerPrincipal(options.config);
  return routeByEra(legacy, new Modern({ open: openSession, isWrite, maxStreams, clock, log }));
}

/** Where callers are told apart, none may take more than a tenth of what there is for all. */
function maxPerPrincipal({ maxSessions, auth }: HttpConfig): number {
  return auth === null ? maxSessions : Math.ceil(maxSessions / 10);
}

function createLegacyEndpoint({ config, open, stopping, clock, log }: ServiceOptions): Endpoint {
  if (config.stateless) return new Stateless({ open, clock });
  const { maxSessions: max, sessionIdleMs: idleMs } = config;
  const limits = { idleMs, max, maxPerPrincipal: maxPerPrincipal(config) };
  const sessions = new Sessions({ open, limits, clock, log });
  sessions.expire(stopping.signal).catch(() => {});
  return sessions;
}
