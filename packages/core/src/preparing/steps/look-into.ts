import type { CommandRefusal, Section } from '../../domain/preparing/cluster-evidence.js';
import type { Change, StepId } from '../../domain/preparing/step.js';
import { timeLeftOf } from '../../transport/send.js';
import { openRunner } from '../in-cluster/open-runner.js';
import { refusalFor } from '../in-cluster/refusals.js';
import type { CommandRunner } from '../in-cluster/run-command.js';
import { type StepFrame, stepOf } from './preparation-step.js';
import type { ExaminedStep, PreparationContext } from './step-definition.js';

/** What a look into the cluster showed. */
export type InClusterView<T> =
  | { readonly kind: 'seen'; readonly value: T }
  /** The caller did not allow it. */
  | { readonly kind: 'off' }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal };

/** Whether a command was refused for a reason that is over after some time. */
export function isPassing({ reason }: CommandRefusal): boolean {
  return reason === 'throttled' || reason === 'no-time-left';
}

/**
 * A look that Azure takes no command for: the step waits, and is looked at again after the pause. It keeps the changes
 * that it may turn out to need, so that a person who agreed to them is not asked again.
 */
export function waitingLook(
  frame: StepFrame,
  { summary, fix, untrusted, pauseMs }: CommandRefusal,
  changes: readonly Change[],
): ExaminedStep {
  return { step: stepOf(frame, 'under-way', summary, { changes, fix, untrusted }), write: null, pauseMs };
}

/** Less time than one more look at a result takes, in milliseconds. */
const TOO_LITTLE_MS = 10_000;

/** A look that the call had no time to follow may be taken again: it changes nothing. */
function unfinished(refusal: CommandRefusal, runner: CommandRunner): CommandRefusal {
  const isOutOfTime = timeLeftOf(runner) < TOO_LITTLE_MS;
  return refusal.reason === 'lost' && isOutOfTime ? refusalFor('no-time-left') : refusal;
}

/** What a look into the cluster needs to know. */
export type LookContext = Pick<
  PreparationContext,
  'service' | 'target' | 'facts' | 'inCluster' | 'announce' | 'signal'
>;

/** Looks into the cluster where that is allowed and possible; each command is announced first. */
export async function lookInto<T>(
  context: LookContext,
  step: StepId,
  summary: string,
  read: (runner: CommandRunner) => Promise<Section<T>>,
): Promise<InClusterView<T>> {
  if (context.facts.cluster.kind === 'arc') return { kind: 'refused', refusal: refusalFor('arc') };
  if (context.inCluster === 'off') return { kind: 'off' };
  const opened = await openRunner(context.service, context.facts, context.signal);
  if (opened.kind === 'refused') return opened;
  await context.announce({
    step,
    action: 'run-command',
    target: context.target.resourceId,
    summary,
    changes: [],
  });
  const section = await read(opened.runner);
  switch (section.kind) {
    case 'read':
      return { kind: 'seen', value: section.value };
    case 'refused':
      return { kind: 'refused', refusal: unfinished(section.refusal, opened.runner) };
    case 'not-asked':
      return { kind: 'off' };
  }
}
