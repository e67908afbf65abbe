import { systemClock } from '@azureml-kubernetes/core';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';
import type { Config } from '../configuration/config.js';
import { configWarnings } from '../configuration/config-warnings.js';
import type { ProxyUse } from '../configuration/environment-proxy.js';
import { createLog } from '../observability/log.js';
import type { Environment } from '../runtime/environment.js';
import { errorKind } from '../runtime/error-kind.js';
import { withTimeLimit } from '../runtime/with-time-limit.js';
import { createMcpServer } from '../server.js';
import { selectLazyTools } from '../tools/lazy-registry.js';
import { version } from '../version.js';
import { openSharedServices } from './open-shared-services.js';
import { processPrincipal } from './process-principal.js';
import { takeStdout } from './take-stdout.js';

/** How long calls may still answer after the client has closed its end. */
const GRACE_MS = 400;
/** How long written answers may take to leave the process. */
const FLUSH_MS = 250;

export interface ServeOptions {
  readonly env: Environment;
  readonly proxy: ProxyUse;
  /** Ends the process. */
  readonly exit: (code: number) => void;
}

/** Serves one client over stdin and stdout until it leaves or a signal comes; then `exit` is called once. */
export async function serveStdio(config: Config, { env, proxy, exit }: ServeOptions): Promise<void> {
  // One client asks little: to compile validators takes longer than they save.
  z.config({ jitless: true });
  const clock = systemClock;
  const now = (): number => clock.now();
  const log = createLog({ minimum: config.logLevel, write: (line) => process.stderr.write(line), now });
  const stdout = takeStdout();
  const shared = await openSharedServices(config, { env, clock, log });
  const server = createMcpServer({
    ...shared,
    principal: processPrincipal(),
    tools: selectLazyTools({ readOnly: config.readOnly, names: config.tools }),
    lasting: true,
  });
  let stopping = false;
  const stop = (reason: string, { code = 0, graceMs = 0 } = {}): void => {
    if (stopping) return;
    stopping = true;
    log('info', 'server-stopping', { reason });
    const leave = (): void => {
      server.close().catch(() => {});
      const end = (): void => exit(code);
      setTimeout(end, FLUSH_MS).unref();
      const written = new Promise<void>((resolve) => stdout.write('', () => resolve()));
      Promise.all([written, shared.tracing.close()]).then(end, end);
    };
    withTimeLimit(server.idle(), graceMs, clock).then(leave, leave);
  };
  listen(stop);
  server.onClosed(() => stop('connection-closed'));
  process.on('unhandledRejection', (reason) =>
    log('error', 'unhandled-rejection', { name: errorKind(reason) }),
  );
  for (const { event, subject } of configWarnings(config)) log('warn', event, { subject });
  await server.connect(new StdioServerTransport(process.stdin, stdout));
  log('info', 'server-started', {
    version,
    demo: config.demo,
    read_only: config.readOnly,
    confirm: config.confirm,
    workspace: shared.workspaces.known[0]?.name ?? null,
    proxy,
  });
}

type Stop = (reason: string, how?: { readonly code?: number; readonly graceMs?: number }) => void;

/** The MCP SDK's transport does not notice any of these. */
function listen(stop: Stop): void {
  process.stdin.once('end', () => setImmediate(stop, 'stdin-ended', { graceMs: GRACE_MS }));
  process.stdin.once('close', () => setImmediate(stop, 'stdin-closed', { graceMs: GRACE_MS }));
  process.stdin.once('error', () => stop('stdin-failed'));
  process.stdout.once('error', () => stop('stdout-failed'));
  process.stderr.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal));
  process.once('uncaughtException', (error) => stop(`uncaught-${errorKind(error)}`, { code: 1 }));
}
