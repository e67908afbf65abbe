import { systemClock } from '@azureml-kubernetes/core';
import type { Config } from '../configuration/config.js';
import { configWarnings } from '../configuration/config-warnings.js';
import type { ProxyUse } from '../configuration/environment-proxy.js';
import { createLog } from '../observability/log.js';
import type { SessionDependencies } from '../protocol/session-dependencies.js';
import type { Environment } from '../runtime/environment.js';
import { errorKind } from '../runtime/error-kind.js';
import { withTimeLimit } from '../runtime/with-time-limit.js';
import { Intake, type Load } from '../stdio/intake.js';
import { readMessages } from '../stdio/read-messages.js';
import { writeMessages } from '../stdio/write-messages.js';
import { version } from '../version.js';
import { openStdioLegs } from './open-stdio-legs.js';
import { takeStdout } from './take-stdout.js';

/** How long calls may still answer after the client has closed its end. */
const GRACE_MS = 400;
/** How long written answers may take to leave the process. */
const FLUSH_MS = 250;

/** What serving needs of its process. */
export interface ServeOptions {
  readonly env: Environment;
  readonly proxy: ProxyUse;
  /** Ends the process. */
  readonly exit: (code: number) => void;
}

/** Serves one client over stdin and stdout until it leaves or a signal comes; then `exit` is called once. */
export async function serveStdio(config: Config, { env, proxy, exit }: ServeOptions): Promise<void> {
  const clock = systemClock;
  const now = (): number => clock.now();
  const log = createLog({ minimum: config.logLevel, write: (line) => process.stderr.write(line), now });
  const output = takeStdout();
  let opened: Promise<SessionDependencies> | null = null;
  const dependencies = (): Promise<SessionDependencies> => {
    opened ??= import('./open-dependencies.js').then((module) =>
      module.openDependencies(config, { env, clock, log }),
    );
    return opened;
  };
  let stopping = false;
  const stop = (reason: string, { code = 0, graceMs = 0 } = {}): void => {
    if (stopping) return;
    stopping = true;
    log('info', 'server-stopping', { reason });
    const leave = (): void => {
      const end = (): void => exit(code);
      setTimeout(end, FLUSH_MS).unref();
      const written = legs.close().then(() => output.write(''));
      Promise.all([written, opened?.then(({ tracing }) => tracing.close())]).then(end, end);
    };
    withTimeLimit(legs.idle(), graceMs, clock).then(leave, leave);
  };
  const legs = openStdioLegs({
    config,
    write: writeMessages((text) => output.write(text).finally(() => intake.adjust())),
    onSettled: () => intake.adjust(),
    dependencies,
    onFailed: (error) => {
      log('error', 'leg-failed', { name: errorKind(error) });
      stop('leg-failed', { code: 1 });
    },
  });
  const load = (): Load => ({ unreadBytes: output.unreadBytes, pending: legs.pending });
  const intake = new Intake(process.stdin, load);
  listen(stop);
  process.on('unhandledRejection', (reason) =>
    log('error', 'unhandled-rejection', { name: errorKind(reason) }),
  );
  for (const { event, subject } of configWarnings(config)) log('warn', event, { subject });
  // A file that cannot be written is reported before anything is answered.
  if (config.auditLog !== null) await dependencies();
  readMessages(process.stdin, {
    onMessage: (message) => legs.deliver(message),
    onIgnored: (error) => log('warn', 'message-ignored', { reason: errorKind(error) }),
    onOverlong: () => stop('line-without-end'),
    onRead: () => intake.adjust(),
  });
  log('info', 'server-started', {
    version,
    demo: config.demo,
    read_only: config.readOnly,
    confirm: config.confirm,
    workspace: config.pinned?.name ?? null,
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
