import type { NeededRight, StepId } from '../domain/preparing/step.js';
import type { ServiceAnswer } from '../errors/compute-target-error.js';
import type { Pace } from '../lro/schedule.js';

/** One thing that is about to be sent, or was: what an audit has to know. Holds no secret. */
export interface PreparationWrite {
  readonly step: StepId;
  readonly action: 'register' | 'create' | 'update' | 'assign' | 'list-keys' | 'run-command';
  /** ARM id of what is written, or of the cluster that a command runs in. */
  readonly target: string;
  /** In our words. */
  readonly summary: string;
  /** Ids of the changes that it makes. */
  readonly changes: readonly string[];
}

/** Tells that something is about to be sent; a rejection stops the preparation before that. */
export type Announce = (write: PreparationWrite) => Promise<void>;

/** What a refusal of Azure means. */
export type RefusalMeaning =
  /** What was asked for is there already. */
  | 'done'
  /** Something has to end, or to spread, first: worth another try. */
  | 'again'
  | 'refused';

/** The one thing that a step sends next. */
export type StepWrite = RequestWrite | CommandWrite;

/** A request to Azure Resource Manager. */
export interface RequestWrite {
  readonly kind: 'request';
  readonly write: PreparationWrite;
  readonly method: 'PUT' | 'PATCH' | 'POST';
  readonly url: string;
  /** Makes the body, which may hold secrets, right before it is sent. */
  readonly body: (announce: Announce) => Promise<unknown>;
  readonly needs: readonly NeededRight[];
  readonly pace: Pace;
  /** @default 409 is `again`, everything else is `refused` */
  readonly meaningOf?: (refusal: ServiceAnswer) => RefusalMeaning;
}

/** A command in the cluster. */
export interface CommandWrite {
  readonly kind: 'command';
  readonly write: PreparationWrite;
  readonly command: string;
  /** Whether a failed output says that what was asked for is there already. */
  readonly isThere: (output: string) => boolean;
}
