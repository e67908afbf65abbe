import type { Server } from 'node:http';
import { systemClock } from '@azureml-kubernetes/core';
import { createOnBehalfOfCredential } from '../azure/azure-credential.js';
import { OnBehalfOf } from '../azure/on-behalf-of.js';
import type { Tool } from '../catalogue/define-tool.js';
import { mayCall, toolsFor } from '../catalogue/tools-for.js';
import type { Config } from '../configuration/config.js';
import { configWarnings } from '../configuration/config-warnings.js';
import type { HttpConfig } from '../configuration/http-config.js';
import { selectionOf } from '../configuration/selection-of.js';
import { createMcpServer } from '../eras/legacy/create-mcp-server.js';
import type { HttpCaller } from '../http/auth/http-caller.js';
import { loadAuthentication } from '../http/auth/load-authentication.js';
import { createService, type HttpService } from '../http/create-service.js';
import { listen } from '../http/listen.js';
import { createLog, type Log } from '../observability/log.js';
import type { Tracing } from '../observability/tracing.js';
import { openSession } from '../protocol/open-session.js';
import type { SessionDependencies, SharedServices } from '../protocol/session-dependencies.js';
import { errorKind } from '../runtime/error-kind.js';
import { withTimeLimit } from '../runtime/with-time-limit.js';
import { selectLazyTools } from '../tools/lazy-registry.js';
import { version } from '../version.js';
import { bindProblem } from './bind-problem.js';
import { type OpenedServices, openSharedServices } from './open-shared-services.js';
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
  const shared = await openSharedServices(config, { env, clock, log, stopping: stopping.signal });
  const callers = createCallers(http, shared);
  const tools = selectLazyTools(selectionOf(config));
  const toolsOf = ({ access, mayPrepare }: HttpCaller): readonly Tool[] =>
    toolsFor(tools, { mayWrite: access === 'write', mayPrepare, mayInspect: mayPrepare });
  const authentication = await loadAuthentication(http.auth);
  const bound = await listen(http).catch((error: unknown) => bindProblem(error, http.port));
  if (typeof bound === 'string') {
    process.stderr.write(`azureml-kubernetes-mcp: ${bound}\n`);
    return exit(2);
  }
  const { server, url } = bound;
  const dependenciesOf = (caller: HttpCaller, lasting: boolean): SessionDependencies => ({
    ...callers.servicesFor(caller),
    principal: caller.principal,
    tools: toolsOf(caller),
    lasting,
  });
  const service = createService({
    config: http,
    authentication,
    boundUrl: url,
    open: (caller) => createMcpServer(dependenciesOf(caller, !http.stateless)),
    openSession: config.era === 'both' ? (caller) => openSession(dependenciesOf(caller, true)) : null,
    writes: tools.filter(({ hints }) => !hints.readOnlyHint).map(({ name }) => name),
    prepares: tools.some(({ name, hints }) => name.startsWith('cluster_') && !hints.readOnlyHint),
    mayCall: (caller, name) => mayCall(name, tools, toolsOf(caller)),
    renewToken: callers.renewToken,
    stopping,
    clock,
    log,
  });
  server.on('request', service.listener);
  stopOnSignal(server, service, { tracing: shared.tracing, log, exit });
  process.stderr.write(`${JSON.stringify({ url })}\n`);
  for (const { event, subject } of configWarnings(config)) log('warn', event, { subject });
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

interface Callers {
  /** What the server of a caller stands on. */
  servicesFor(caller: HttpCaller): SharedServices;
  /** Takes the access token that came with a request, in the place of the caller's earlier one. */
  renewToken(caller: HttpCaller): void;
}

/** All callers share their services, unless Azure is called on behalf of each. */
function createCallers({ onBehalfOf, maxSessions }: HttpConfig, shared: OpenedServices): Callers {
  if (onBehalfOf === null) return { servicesFor: () => shared, renewToken: () => {} };
  const callers = new OnBehalfOf({
    exchange: (accessToken) => createOnBehalfOfCredential(onBehalfOf, accessToken),
    connect: shared.connectAs,
    max: Math.max(maxSessions, 1_000),
  });
  return {
    servicesFor: ({ principal }) => ({ ...shared, ...callers.forCaller(principal) }),
    renewToken: ({ principal, token }) => callers.renewToken(principal, token ?? ''),
  };
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
      withTimeLimit(tracing.close(), FLUSH_MS, systemClock).then(end, end);
    };
    const end = (): void => exit(code);
    service.stop(GRACE_MS).then(leave, leave);
  };
  process.stderr.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  process.on('unhandledRejection', (reason) =>
    log('error', 'unhandled-rejection', { name: errorKind(reason) }),
  );
  process.once('uncaughtException', (error) => stop(`uncaught-${errorKind(error)}`, 1));
}
