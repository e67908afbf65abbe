import { randomUUID } from 'node:crypto';
import {
  type Clock,
  ComputeTargetError,
  ForbiddenError,
  type PreparationWrite,
} from '@azureml-kubernetes/core';
import type { AuditFile } from './audit-file.js';
import type { Log } from './log.js';
import { collectWrites, isRefused, type SentWrite } from './sent-writes.js';
import { toJsonLine } from './to-json-line.js';

/** Who writes what. */
export interface AuditedWrite {
  readonly principal: string;
  /** The MCP client, in its own words; null when it has not said. */
  readonly client: string | null;
  readonly tool: string;
  readonly action: 'attach' | 'detach' | 'inspect' | PreparationWrite['action'];
  /** ARM id. */
  readonly workspace: string;
  /** Left out where the write is to a cluster. */
  readonly compute?: string;
  readonly facts: Readonly<Record<string, string | boolean>>;
}

interface AuditLogOptions {
  readonly file: Pick<AuditFile, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Records each write twice, as one JSON line each: before it is sent, and after it has been answered. An intent without
 * an end is a write of which nothing is known.
 */
export class AuditLog {
  readonly #options: AuditLogOptions;

  constructor(options: AuditLogOptions) {
    this.#options = options;
  }

  /**
   * Does the write, unless its intent cannot be recorded.
   * @throws ForbiddenError in that case, and whatever the work throws.
   */
  async record<T extends { readonly kind: string }>(write: AuditedWrite, work: () => Promise<T>): Promise<T> {
    const id = await this.begin(write);
    const sent: SentWrite[] = [];
    try {
      const result = await collectWrites(sent, work);
      await this.end(id, { outcome: result.kind, requests: sent });
      return result;
    } catch (error) {
      await this.end(id, { ...outcomeOf(error, sent), requests: sent });
      throw error;
    }
  }

  /**
   * Records an intent, and gives its id.
   * @throws ForbiddenError when that cannot be done.
   */
  async begin({ facts, ...who }: AuditedWrite): Promise<string> {
    const id = randomUUID();
    await this.#append({ event: 'write-intended', id, ...who, ...facts }).catch(refuse);
    return id;
  }

  /** Records what came of an intent; where that cannot be done, the log says so. */
  async end(id: string, outcome: object): Promise<void> {
    await this.#append({ event: 'write-ended', id, ...outcome }).catch(() =>
      this.#options.log('error', 'audit-outcome-lost', { id }),
    );
  }

  async #append(entry: object): Promise<void> {
    const { file, clock } = this.#options;
    await file.append(toJsonLine({ time: new Date(clock.now()).toISOString(), ...entry }));
  }
}

function refuse(cause: unknown): never {
  throw new ForbiddenError('this server changes nothing while its audit log cannot be written', {
    hint: 'Ask the operator to make the file of --audit-log writable; reads still work',
    cause,
  });
}

/** Only a write that the service refused for certain, or that was never sent, is `refused`. */
function outcomeOf(error: unknown, sent: readonly SentWrite[]): object {
  if (!ComputeTargetError.isInstance(error)) return { outcome: 'unknown' };
  return { outcome: isRefused(sent) ? 'refused' : 'unknown', code: error.code };
}
