import type { Clock, TokenCredential } from '@azureml-kubernetes/core';
import { connect, connectAs } from '../azure/connect.js';
import { createHttpTransport } from '../azure/http-transport.js';
import { OperationMemory } from '../azure/operation-memory.js';
import type { Workspaces } from '../azure/workspaces.js';
import type { Config } from '../configuration/config.js';
import { createConfirmParts } from '../confirm/confirm-parts.js';
import { AuditFileError, createAuditFile } from '../observability/audit-file.js';
import { AuditLog } from '../observability/audit-log.js';
import type { Log } from '../observability/log.js';
import { observeRequests } from '../observability/observe-requests.js';
import { openTracing } from '../observability/open-tracing.js';
import { reportCredential } from '../observability/report-credential.js';
import type { SharedServices } from '../protocol/session-dependencies.js';
import type { Environment } from '../runtime/environment.js';
import { errorKind } from '../runtime/error-kind.js';
import { version } from '../version.js';

/** What the process gives its services. */
export interface Surroundings {
  readonly env: Environment;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts when the process is about to stop, if it tells. */
  readonly stopping?: AbortSignal;
}

/** What sessions share, and the way to further identities. */
export interface OpenedServices extends SharedServices {
  /** Another way to Azure, with the identity of a credential. */
  readonly connectAs: (credential: TokenCredential) => Workspaces;
}

/** Makes what all sessions of this process share; makes no request yet. */
export async function openSharedServices(
  config: Config,
  { env, clock, log, stopping = new AbortController().signal }: Surroundings,
): Promise<OpenedServices> {
  const tracing = await openTracing(env, log);
  const http = createHttpTransport(config.proxy);
  const observe = observeRequests({ log, clock, tracing });
  const connecting = { clock, http, observe, reportCredential: reportCredential(log) };
  const { workspaces } = await connect(config, connecting);
  return {
    version,
    workspaces,
    operations: new OperationMemory(),
    confirm: createConfirmParts({
      mode: config.confirm,
      secrets: config.confirmKeys,
      now: () => clock.now(),
    }),
    preparing: config.preparing,
    clock,
    log,
    stopping,
    tracing,
    audit: await openAudit(config, { clock, log }),
    connectAs: (credential) => connectAs(credential, config, connecting).workspaces,
  };
}

/** A file that cannot take lines is reported at once, though it stops nothing but writes. */
async function openAudit(
  { auditLog }: Config,
  { clock, log }: Pick<Surroundings, 'clock' | 'log'>,
): Promise<AuditLog | null> {
  if (auditLog === null) return null;
  const file = createAuditFile(auditLog);
  await file
    .probe()
    .catch((error: unknown) => log('error', 'audit-log-unwritable', { reason: reasonOf(error) }));
  return new AuditLog({ file, clock, log });
}

function reasonOf(error: unknown): string {
  return error instanceof AuditFileError ? error.reason : errorKind(error);
}
