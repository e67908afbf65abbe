import type { StepId } from './step.js';

/** One thing that is about to be sent, or was: what an audit has to know. Holds no secret. */
export interface PreparationWrite {
  readonly step: StepId;
  readonly action: 'register' | 'create' | 'update' | 'assign' | 'list-keys' | 'run-command';
  /** ARM id of what is written, or of the cluster that a command runs in. */
  readonly target: string;
  /** In our words. */
  readonly summary: string;
  /** Ids of the changes that it makes; empty for what only looks. */
  readonly changes: readonly string[];
}

/** Tells that something is about to be sent; a rejection stops the preparation before that. */
export type Announce = (write: PreparationWrite) => Promise<void>;
