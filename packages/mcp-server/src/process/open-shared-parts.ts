import { createHash, randomBytes } from 'node:crypto';
import type { Clock, TokenCredential } from '@azureml-kubernetes/core';
import { connect, connectAs } from '../azure/connect.js';
import type { Workspaces } from '../azure/workspaces.js';
import { OperationMemory } from '../catalogue/operation-memory.js';
import type { Config } from '../configuration/config.js';
import { createPlanTokens } from '../confirm/plan-token.js';
import { appendDurably } from '../observability/append-durably.js';
import { AuditLog } from '../observability/audit-log.js';
import type { Log } from '../observability/log.js';
import { observeRequests } from '../observability/observe-requests.js';
import { openTracing } from '../observability/open-tracing.js';
import type { SharedParts } from '../protocol/server-parts.js';
import { version } from '../version.js';

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts when the process is about to stop, if it tells. */
  readonly stopping?: AbortSignal;
}

export interface OpenedParts extends SharedParts {
  /** Another way to Azure, with the identity of a credential. */
  readonly connectAs: (credential: TokenCredential) => Workspaces;
}

/** Makes what all sessions of this process share; makes no request yet. */
export async function openSharedParts(
  config: Config,
  { env, clock, log, stopping = new AbortController().signal }: Surroundings,
): Promise<OpenedParts> {
  const tracing = await openTracing(env, log);
  const connecting = { clock, observe: observeRequests({ log, clock, tracing }) };
  const { workspaces } = await connect(config, connecting);
  const tokens = createPlanTokens({ key: createKey(config), now: () => clock.now() });
  return {
    version,
    workspaces,
    operations: new OperationMemory(),
    confirm: { mode: config.confirm, tokens },
    clock,
    log,
    stopping,
    tracing,
    audit: await openAudit(config, { clock, log }),
    connectAs: (credential) => connectAs(credential, config, connecting).workspaces,
  };
}

/** The key that plans are signed with, made when it is first needed. */
function createKey({ confirmKey }: Config): () => Uint8Array {
  let key: Uint8Array | null = null;
  const make = (): Uint8Array =>
    confirmKey === null ? randomBytes(32) : createHash('sha256').update(confirmKey).digest();
  return () => {
    key ??= make();
    return key;
  };
}

/** A file that cannot be written is reported at once, though it stops nothing but writes. */
async function openAudit(
  { auditLog }: Config,
  { clock, log }: Pick<Surroundings, 'clock' | 'log'>,
): Promise<AuditLog | null> {
  if (auditLog === null) return null;
  const audit = new AuditLog({ append: appendDurably(auditLog), clock, log });
  await audit.probe().catch(() => log('error', 'audit-log-unwritable'));
  return audit;
}
