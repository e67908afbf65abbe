import type {
  ComputeClient,
  PreparationOutcome,
  PreparationProgress,
  PreparationWrite,
  StepId,
} from '@azureml-kubernetes/core';
import type { AuditedWrite, AuditLog } from './audit-log.js';

/** Who prepares. */
export interface PreparationAudit {
  readonly audit: AuditLog;
  readonly who: Pick<AuditedWrite, 'principal' | 'client' | 'tool' | 'workspace'>;
  /** How the person agreed. */
  readonly confirmed: () => string | null;
}

/**
 * Prepares, and records each single write, command and read of keys: its intent before it is sent, and what came of it.
 * What only looks has no end of its own: it is over when its step goes on.
 */
export function auditPreparation(
  prepare: ComputeClient['prepare'],
  options: PreparationAudit,
): ComputeClient['prepare'] {
  return async (target, { beforeWrite, onProgress, ...rest } = {}) => {
    const records = new OpenRecords(options);
    try {
      const outcome: PreparationOutcome = await prepare(target, {
        ...rest,
        beforeWrite: async (write) => {
          await beforeWrite?.(write);
          await records.begin(write);
        },
        onProgress: (event) => {
          records.note(event);
          onProgress?.(event);
        },
      });
      await records.close('answered');
      return outcome;
    } catch (error) {
      await records.close('unknown');
      throw error;
    }
  };
}

/** The records that have no end yet, at most one a step: steps run side by side, a step sends one thing at a time. */
class OpenRecords {
  readonly #options: PreparationAudit;
  readonly #open = new Map<StepId, string>();
  readonly #ending: Promise<void>[] = [];

  constructor(options: PreparationAudit) {
    this.#options = options;
  }

  async begin(write: PreparationWrite): Promise<void> {
    const { audit, who, confirmed } = this.#options;
    const { step, action, target, changes } = write;
    this.#end(step, { outcome: 'answered' });
    const facts = {
      step,
      target,
      changes: changes.join(' '),
      confirmed: confirmed() ?? 'nothing to confirm',
    };
    this.#open.set(step, await audit.begin({ ...who, action, facts }));
  }

  note(event: PreparationProgress): void {
    if (event.kind === 'step') this.#end(event.step.id, { outcome: 'answered' });
    else this.#end(event.write.step, { outcome: event.outcome, request_id: event.requestId });
  }

  async close(outcome: 'answered' | 'unknown'): Promise<void> {
    for (const step of [...this.#open.keys()]) this.#end(step, { outcome });
    await Promise.all(this.#ending);
  }

  #end(step: StepId, outcome: object): void {
    const id = this.#open.get(step);
    if (id === undefined) return;
    this.#open.delete(step);
    this.#ending.push(this.#options.audit.end(id, outcome));
  }
}
