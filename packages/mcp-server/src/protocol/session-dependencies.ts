import type { Clock } from '@azureml-kubernetes/core';
import type { OperationMemory } from '../azure/operation-memory.js';
import type { Workspaces } from '../azure/workspaces.js';
import type { Tool } from '../catalogue/define-tool.js';
import type { PreparingLimits } from '../catalogue/preparing.js';
import type { ConfirmParts } from '../confirm/confirm-parts.js';
import type { AuditLog } from '../observability/audit-log.js';
import type { Log } from '../observability/log.js';
import type { Tracing } from '../observability/tracing.js';

/** What all sessions of one process share; made once. */
export interface SharedServices {
  readonly version: string;
  readonly workspaces: Workspaces;
  readonly operations: OperationMemory;
  readonly confirm: ConfirmParts;
  readonly preparing: PreparingLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly tracing: Tracing;
  /** Null where writes are not recorded. */
  readonly audit: AuditLog | null;
  /** Aborts when the process is about to stop. */
  readonly stopping: AbortSignal;
}

/** What one session has of its own. */
export interface Caller {
  /** Who calls. Over stdio that is the user who started the process. */
  readonly principal: string;
  /** The tools that this caller may use. */
  readonly tools: readonly Tool[];
  /** Whether the session outlasts one request; where it does not, the client cannot be notified later. */
  readonly lasting: boolean;
}

/** What the server of one session stands on: `{ ...shared, ...caller }`. */
export interface SessionDependencies extends SharedServices, Caller {}
