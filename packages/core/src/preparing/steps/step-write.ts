import type { Announce, PreparationWrite } from '../../domain/preparing/preparation-write.js';
import type { NeededRight } from '../../domain/preparing/step.js';
import type { ServiceAnswer } from '../../errors/compute-target-error.js';
import type { Pace } from '../../lro/schedule.js';

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
