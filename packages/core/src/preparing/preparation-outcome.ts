import type { PreparationPlan } from './preparation-plan.js';
import type { PreparationRun } from './preparation-run.js';
import type { PreparationStep } from './steps/preparation-step.js';

/** What came of a preparation, with the plan as it is now. */
export interface PreparationOutcome {
  /**
   * `prepared`: all that was asked for is there. `under-way`: call again to go on. `blocked`: a person has to do
   * something, which the plan names; an attach may go on where only steps by hand are left. `failed`: Azure could not
   * do a step, and the plan says why.
   */
  readonly kind: 'prepared' | 'under-way' | 'blocked' | 'failed';
  readonly plan: PreparationPlan;
}

/** What the steps of a run come to together. What it had no time left for is no obstacle: the next run goes on. */
export function outcomeKindOf(
  steps: readonly PreparationStep[],
  run: Pick<PreparationRun, 'isOver' | 'allows'>,
): PreparationOutcome['kind'] {
  if (steps.some(({ failure }) => failure !== null)) return 'failed';
  if (steps.some(({ state }) => state === 'under-way')) return 'under-way';
  const open = steps.filter((step) => !isSettled(step));
  if (open.length === 0) return 'prepared';
  const isLeft = ({ id, state }: PreparationStep): boolean =>
    (state === 'needed' || state === 'unknown') && run.allows(id);
  return run.isOver && open.every(isLeft) ? 'under-way' : 'blocked';
}

/** A namespace that is not to be created, and could not be looked for, is in the way of nothing. */
function isSettled({ id, state }: PreparationStep): boolean {
  return state === 'done' || (state === 'unknown' && id === 'namespace');
}
