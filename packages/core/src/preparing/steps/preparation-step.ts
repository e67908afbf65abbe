import type { CheckId } from '../../diagnosis/checks/check.js';
import type { Change, NeededRight, StepId, StepState } from '../../domain/preparing/step.js';

/** One step of a preparation as it stands now. */
export interface PreparationStep {
  readonly id: StepId;
  readonly state: StepState;
  /** What was seen, in our words and checked values. */
  readonly summary: string;
  /** What carrying it out changes; empty where nothing is left to change. */
  readonly changes: readonly Change[];
  readonly warnings: readonly string[];
  /** The checks of an attach that this step makes pass. */
  readonly heals: readonly CheckId[];
  readonly needs: readonly NeededRight[];
  /** The lines of az or kubectl that do the same by hand, with every id filled in; null where nothing is to be done. */
  readonly command: string | null;
  /** How a person takes it back; it is never run. */
  readonly undo: string | null;
  /** How long it usually takes, in minutes; 0 where nothing is left to do. */
  readonly minutes: number;
  /** Where the rules of the step come from. */
  readonly source: string;
  /** What a person can do about a step that is blocked, by hand or unknown. */
  readonly fix: string | null;
  /** Why Azure could not do it; null where nothing failed. */
  readonly failure: StepFailure | null;
  /** What the service or the cluster says about it; untrusted. */
  readonly untrusted: string | null;
}

/** A failure, explained. */
export interface StepFailure {
  /** Id of the cause, such as `install-chart-missing`; null where it is not known. */
  readonly cause: string | null;
  readonly summary: string;
  readonly fix: string;
  readonly source: string;
}

/** What is the same for a step in all its states. */
export interface StepFrame {
  readonly id: StepId;
  readonly heals: readonly CheckId[];
  readonly needs: readonly NeededRight[];
  readonly undo: string | null;
  readonly minutes: number;
  readonly source: string;
}

type Details = Partial<
  Pick<
    PreparationStep,
    'changes' | 'warnings' | 'command' | 'fix' | 'failure' | 'untrusted' | 'needs' | 'undo'
  >
>;

/** Makes a step of its frame, a state and what is to be said about it. */
export function stepOf(
  frame: StepFrame,
  state: StepState,
  summary: string,
  details: Details = {},
): PreparationStep {
  const isOpen = state !== 'done';
  return {
    ...frame,
    state,
    summary,
    changes: [],
    warnings: [],
    command: null,
    fix: null,
    failure: null,
    untrusted: null,
    minutes: isOpen ? frame.minutes : 0,
    ...details,
  };
}

/** The same step, blocked for another reason. */
export function blockedStep(
  step: PreparationStep,
  {
    summary,
    fix,
    untrusted = null,
  }: { readonly summary: string; readonly fix: string; readonly untrusted?: string | null },
): PreparationStep {
  return { ...step, state: 'blocked', summary, fix, untrusted };
}
