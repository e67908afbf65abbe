import type { CommandRefusal, Section } from '../../domain/preparing/cluster-evidence.js';
import type { StepId } from '../../domain/preparing/step.js';
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

/** A look that Azure takes no command for: the step waits, and is looked at again after the pause. */
export function waitingLook(
  frame: StepFrame,
  { summary, fix, untrusted, pauseMs }: CommandRefusal,
): ExaminedStep {
  return { step: stepOf(frame, 'under-way', summary, { fix, untrusted }), write: null, pauseMs };
}

/** Looks into the cluster where that is allowed and possible; each command is announced first. */
export async function lookInto<T>(
  context: Pick<PreparationContext, 'service' | 'target' | 'facts' | 'inCluster' | 'announce' | 'signal'>,
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
      return section;
    case 'not-asked':
      return { kind: 'off' };
  }
}
