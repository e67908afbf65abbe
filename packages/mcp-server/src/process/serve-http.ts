import type { Server } from 'node:http';
import { systemClock } from '@azureml-kubernetes/core';
import { atMost } from '../at-most.js';
import { createOnBehalfOfCredential } from '../azure/azure-credential.js';
import { OnBehalfOf } from '../azure/on-behalf-of.js';
import { selectTools } from '../catalogue/registry.js';
import type { Config } from '../configuration/config.js';
import type { HttpConfig } from '../configuration/http-config.js';
import { createService, type HttpService } from '../http/create-service.js';
import type { HttpCaller } from '../http/http-caller.js';
import { listen } from '../http/listen.js';
import { loadAuthentication } from '../http/load-authentication.js';
import { nameOf } from '../name-of.js';
import { createLog, type Log } from '../observability/log.js';
import type { Tracing } from '../observability/tracing.js';
import type { SharedParts } from '../protocol/server-parts.js';
import { createMcpServer } from '../server.js';
import { version } from '../version.js';
import { type OpenedParts, openSharedParts } from './open-shared-parts.js';
import type { ServeOptions } from './serve-stdio.js';

/** How long running calls may still answer after a signal; orchestrators kill after 30 seconds. */
const GRACE_MS = 20_000;
/** How long spans may take to leave the process. */
const FLUSH_MS = 1_000;

/** Serves many clients over HTTP until a signal comes; then `exit` is called once. */
export async function serveHttp(
  config: Config,
  http: HttpConfig,
  { env, proxy, exit }: ServeOptions,
): Promise<void> {
  const clock = systemClock;
  const now = (): number => clock.now();
  const log = createLog({ minimum: config.logLevel, write: (line) => process.stderr.write(line), now });
  const stopping = new AbortController();
  const shared = await openSharedParts(config, { env, clock, log, stopping: stopping.signal });
  const partsOf = createPartsOf(http, shared);
  const tools = selectTools({ readOnly: config.readOnly, names: config.tools });
  const readers = tools.filter(({ hints }) => hints.readOnlyHint);
  const authentication = await loadAuthentication(http.auth);
  const bound = await listen(http).catch((error: unknown) => codeOf(error));
  if (typeof bound === 'string') {
    process.stderr.write(`azureml-kubernetes-mcp: --host ${http.host} --port ${http.port}: ${bound}\n`);
    return exit(2);
  }
  const { server, url } = bound;
  const service = createService({
    config: http,
    authentication,
    boundUrl: url,
    open: (caller) =>
      createMcpServer({
        ...partsOf(caller),
        principal: caller.principal,
        tools: caller.access === 'write' ? tools : readers,
        lasting: !http.stateless,
      }),
    writes: tools.filter((tool) => !readers.includes(tool)).map(({ name }) => name),
    onCaller: partsOf,
    stopping,
    clock,
    log,
  });
  server.on('request', service.listener);
  stopOnSignal(server, service, { tracing: shared.tracing, log, exit });
  process.stderr.write(`${JSON.stringify({ url })}\n`);
  log('info', 'server-started', {
    version,
    demo: config.demo,
    read_only: config.readOnly,
    confirm: config.confirm,
    workspace: config.pinned?.name ?? null,
    stateless: http.stateless,
    auth: http.auth === null ? 'none' : 'entra',
    downstream: http.onBehalfOf === null ? 'identity' : 'obo',
    proxy,
  });
}

/** What the server of a caller stands on; on-behalf-of it is another for each. */
function createPartsOf({ onBehalfOf, maxSessions }: HttpConfig, shared: OpenedParts) {
  if (onBehalfOf === null) return (): SharedParts => shared;
  const callers = new OnBehalfOf({
    exchange: (accessToken) => createOnBehalfOfCredential(onBehalfOf, accessToken),
    connect: shared.connectAs,
    max: Math.max(maxSessions, 1_000),
  });
  return ({ principal, token }: HttpCaller): SharedParts => ({
    ...shared,
    ...callers.see(principal, token ?? ''),
  });
}

interface Ending {
  readonly tracing: Tracing;
  readonly log: Log;
  readonly exit: (code: number) => void;
}

/** The first signal lets running calls answer, a second one does not. */
function stopOnSignal(server: Server, service: HttpService, { tracing, log, exit }: Ending): void {
  let stopping = false;
  const stop = (reason: string, code = 0): void => {
    if (stopping) exit(1);
    stopping = true;
    log('info', 'server-stopping', { reason });
    const leave = (): void => {
      server.close();
      server.closeAllConnections();
      atMost(tracing.close(), FLUSH_MS, systemClock).then(end, end);
    };
    const end = (): void => exit(code);
    service.stop(GRACE_MS).then(leave, leave);
  };
  process.stderr.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  process.on('unhandledRejection', (reason) => log('error', 'unhandled-rejection', { name: nameOf(reason) }));
  process.once('uncaughtException', (error) => stop(`uncaught-${nameOf(error)}`, 1));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : nameOf(error);
}
