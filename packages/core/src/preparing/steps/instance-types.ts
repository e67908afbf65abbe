import type { InstanceTypeEvidence } from '../../domain/preparing/cluster-evidence.js';
import {
  type ClusterInstanceType,
  instanceTypeDifferences,
} from '../../domain/preparing/cluster-instance-type.js';
import type { ListedExtension } from '../../domain/preparing/installed-extension.js';
import { fitsNode } from '../../domain/preparing/node-fit.js';
import type { Change } from '../../domain/preparing/step.js';
import { installedAmong, readExtensions } from '../facts/read-extensions.js';
import { applyCommand, manifestText } from '../in-cluster/command-text.js';
import { readInstanceTypes } from '../in-cluster/read-sections.js';
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
import { unseen } from './unseen.js';

/** The cluster has the instance types that were asked for. */
export const instanceTypesStep: StepDefinition = {
  id: 'instance-types',
  examine,
  pace: { minDelayMs: 10_000, maxDelayMs: 30_000, growth: 2 },
  withinMs: 5 * 60_000,
};

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const { target } = context;
  const frame = frameOf(context);
  if (target.instanceTypes.length === 0)
    return examined(stepOf(frame, 'done', 'no instance types are asked for'));
  const extensions = await readExtensions(context.service, target.resourceId, context.signal);
  if (extensions.kind === 'unreadable') return unseen(frame, extensions, SUBJECT);
  const isInstalled = extensions.kind === 'read' && isReady(extensions.value);
  const view: InClusterView<readonly InstanceTypeEvidence[] | null> = isInstalled
    ? await lookInto(context, 'instance-types', 'look for the instance types', readInstanceTypes)
    : { kind: 'off' };
  const ready = compare(context, { frame, isInstalled, view });
  return requireRights(context.rights, await withFit(context, ready));
}

/** Warns of types that no node has room for: jobs that ask for them wait. */
async function withFit(context: PreparationContext, ready: ExaminedStep): Promise<ExaminedStep> {
  const nodes = ready.step.changes.length === 0 ? null : await context.nodes('instance-types');
  if (nodes === null) return ready;
  const warnings = context.target.instanceTypes
    .filter((type) => !nodes.some((node) => fitsNode(type, node)))
    .map(({ name }) => `no node fits instance type ${name} now: its jobs wait until one is added`);
  return { ...ready, step: { ...ready.step, warnings } };
}

/** What the step needs to see first. */
const SUBJECT = { what: 'the extensions of the cluster', help: 'Ask for the role Reader on the cluster' };

/** The custom resource comes with the extension; before that there is nothing to look for. */
function isReady(extensions: readonly ListedExtension[]): boolean {
  return installedAmong(extensions)?.provisioningState?.toLowerCase() === 'succeeded';
}

interface Seen {
  readonly frame: StepFrame;
  readonly isInstalled: boolean;
  readonly view: InClusterView<readonly InstanceTypeEvidence[] | null>;
}

function compare(context: PreparationContext, { frame, isInstalled, view }: Seen): ExaminedStep {
  const { instanceTypes } = context.target;
  const canWrite = context.inCluster === 'write' && context.facts.cluster.kind === 'aks';
  if (!isInstalled) {
    const state = canWrite ? 'needed' : 'by-hand';
    return examined(
      stepOf(frame, state, 'instance types wait for the extension', detailsOf(instanceTypes, [])),
    );
  }
  const { changes } = detailsOf(canWrite ? instanceTypes : [], []);
  if (view.kind === 'refused' && isPassing(view.refusal)) return waitingLook(frame, view.refusal, changes);
  if (view.kind !== 'seen') {
    const refusal = view.kind === 'refused' ? view.refusal : null;
    const summary = `the instance types could not be seen: ${refusal?.summary ?? 'the cluster was not looked into'}`;
    const details = { ...detailsOf(instanceTypes, []), untrusted: refusal?.untrusted ?? null };
    return examined(
      stepOf(frame, 'by-hand', summary, { ...details, fix: refusal?.fix ?? 'Run the command' }),
    );
  }
  if (view.value === null)
    return examined(
      stepOf(frame, 'under-way', 'the extension has not brought its custom resource yet', { changes }),
    );
  return compareTypes(context, frame, view.value);
}

function compareTypes(
  context: PreparationContext,
  frame: StepFrame,
  present: readonly InstanceTypeEvidence[],
): ExaminedStep {
  const open = context.target.instanceTypes.filter((type) => differsFrom(type, present));
  if (open.length === 0) return examined(stepOf(frame, 'done', 'the cluster has the instance types'));
  const names = open.map(({ name }) => name).join(', ');
  const details = detailsOf(open, present);
  if (context.inCluster !== 'write')
    return examined(
      stepOf(frame, 'by-hand', `the cluster lacks ${names}, or has them otherwise`, {
        ...details,
        fix: 'Run the command, or allow this client to write in the cluster',
      }),
    );
  return examined(stepOf(frame, 'needed', `the cluster lacks ${names}, or has them otherwise`, details), {
    kind: 'command',
    write: {
      step: 'instance-types',
      action: 'run-command',
      target: context.target.resourceId,
      summary: `create or change instance types ${names} in the cluster`,
      changes: details.changes.map(({ id }) => id),
    },
    command: applyCommand(open),
    isThere: () => false,
  });
}

function differsFrom(type: ClusterInstanceType, present: readonly InstanceTypeEvidence[]): boolean {
  const found = present.find(({ name }) => name === type.name);
  return found?.type == null || instanceTypeDifferences(type, found.type).length > 0;
}

function detailsOf(types: readonly ClusterInstanceType[], present: readonly InstanceTypeEvidence[]) {
  return {
    changes: types.map((type) => changeOf(type, present)),
    command: `cat <<'EOF' | kubectl apply -f -\n${manifestText(types)}\nEOF`,
  };
}

function changeOf(type: ClusterInstanceType, present: readonly InstanceTypeEvidence[]): Change {
  const found = present.find(({ name }) => name === type.name);
  const { requests, limits, gpus } = type;
  const amounts = `${requests.cpu} to ${limits.cpu} CPU, ${requests.memory} to ${limits.memory} memory, ${gpus} GPU`;
  if (found === undefined)
    return {
      id: `instance-types/create/${type.name}`,
      summary: `create ${type.name}: ${amounts}`,
      danger: null,
    };
  const members = found.type === null ? ['its form'] : instanceTypeDifferences(type, found.type);
  return {
    id: `instance-types/change/${type.name}`,
    summary: `change ${members.join(', ')} of ${type.name}: ${amounts}`,
    danger: 'jobs that use the instance type get other resources, or no longer fit a node',
  };
}

function frameOf({ target }: PreparationContext): StepFrame {
  const names = target.instanceTypes.map(({ name }) => name).join(' ');
  return {
    id: 'instance-types',
    heals: [],
    needs: RUN_COMMAND_RIGHTS.map((action) => ({ action, scope: target.resourceId })),
    undo: `Once no job uses them: kubectl delete instancetypes.amlarc.azureml.com ${names}`,
    minutes: 1,
    source: 'Azure ML documentation, manage instance types',
  };
}
