import type { CommandRefusal, NamespaceEvidence } from '../../domain/preparing/cluster-evidence.js';
import { createNamespaceCommand } from '../in-cluster/command-text.js';
import { readNamespaces } from '../in-cluster/read-sections.js';
import { type InClusterView, isPassing, lookInto, waitingLook } from './look-into.js';
import { type StepFrame, stepOf } from './preparation-step.js';
import { requireRights } from './require-rights.js';
import { RUN_COMMAND_RIGHTS } from './run-command-rights.js';
import {
  type ExaminedStep,
  examined,
  type PreparationContext,
  type StepDefinition,
} from './step-definition.js';

/** The namespace that jobs are to run in exists. */
export const namespaceStep: StepDefinition = {
  id: 'namespace',
  examine,
  pace: { minDelayMs: 1_000, maxDelayMs: 5_000, growth: 2 },
  withinMs: 5 * 60_000,
};

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const { target } = context;
  const frame = frameOf(context);
  if (target.namespace === 'default')
    return examined(stepOf(frame, 'done', 'every cluster has namespace default'));
  const view = await lookInto(context, 'namespace', 'look for the namespace', readNamespaces);
  return requireRights(context.rights, compare(context, frame, view));
}

function compare(
  context: PreparationContext,
  frame: StepFrame,
  view: InClusterView<readonly NamespaceEvidence[]>,
): ExaminedStep {
  const { namespace, createNamespace } = context.target;
  const { changes } = detailsOf(context);
  if (view.kind === 'refused' && isPassing(view.refusal))
    return waitingLook(frame, view.refusal, createNamespace && context.inCluster === 'write' ? changes : []);
  if (view.kind !== 'seen')
    return examined(unseenStep(context, frame, view.kind === 'refused' ? view.refusal : null));
  const found = view.value.find(({ name }) => name === namespace);
  if (found === undefined) return absentStep(context, frame);
  if (found.phase.toLowerCase() === 'active')
    return examined(stepOf(frame, 'done', `namespace ${namespace} exists`));
  return examined(
    stepOf(frame, 'blocked', `namespace ${namespace} is being removed`, {
      fix: 'Wait until it is gone, or choose another namespace',
    }),
  );
}

function absentStep(context: PreparationContext, frame: StepFrame): ExaminedStep {
  const { namespace, createNamespace } = context.target;
  const summary = `namespace ${namespace} does not exist`;
  const details = detailsOf(context);
  if (createNamespace && context.inCluster === 'write')
    return examined(stepOf(frame, 'needed', summary, details), {
      kind: 'command',
      write: {
        step: 'namespace',
        action: 'run-command',
        target: context.target.resourceId,
        summary: `create namespace ${namespace} in the cluster`,
        changes: details.changes.map(({ id }) => id),
      },
      command: createNamespaceCommand(namespace),
      isThere: (output) => output.includes('(AlreadyExists)'),
    });
  return examined(stepOf(frame, 'by-hand', summary, { ...details, fix: byHandFix(createNamespace) }));
}

function byHandFix(createNamespace: boolean): string {
  return createNamespace
    ? 'Run the command, or allow this client to write in the cluster'
    : 'Run the command, or ask to have the namespace created';
}

/** The cluster was not looked into, or that was refused. What is to be created is then left to a person. */
function unseenStep(context: PreparationContext, frame: StepFrame, refusal: CommandRefusal | null) {
  const { namespace, createNamespace } = context.target;
  const reason = refusal === null ? 'the cluster was not looked into' : refusal.summary;
  const details = {
    ...detailsOf(context),
    fix: refusal?.fix ?? 'Run the command; it is harmless where the namespace exists',
    untrusted: refusal?.untrusted ?? null,
  };
  const summary = `whether namespace ${namespace} exists could not be seen: ${reason}`;
  return stepOf(frame, createNamespace ? 'by-hand' : 'unknown', summary, details);
}

function detailsOf({ target: { namespace } }: PreparationContext) {
  return {
    changes: [
      { id: `namespace/create/${namespace}`, summary: `create namespace ${namespace}`, danger: null },
    ],
    command: `kubectl create namespace ${namespace}`,
  };
}

function frameOf({ target }: PreparationContext): StepFrame {
  return {
    id: 'namespace',
    heals: ['namespace'],
    needs: RUN_COMMAND_RIGHTS.map((action) => ({ action, scope: target.resourceId })),
    undo: `Once nothing runs in it: kubectl delete namespace ${target.namespace}`,
    minutes: 1,
    source: 'Azure ML documentation, attach a Kubernetes cluster',
  };
}
