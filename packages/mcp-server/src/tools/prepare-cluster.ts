import {
  ConflictError,
  type PreparationOutcome,
  type PreparationPlan,
  type PreparationStep,
  type PrepareTargetInput,
  type StepId,
} from '@azureml-kubernetes/core';
import type { PlannedChange, Preparation } from '../catalogue/preparing.js';
import type { ToolContext } from '../catalogue/tool-context.js';
import { whileServing } from '../catalogue/while-serving.js';
import { withHeartbeat } from '../catalogue/with-heartbeat.js';

/** Time that is kept for the reads after the wait. */
const LAST_READS_MS = 6_000;

/** What a call asks for. */
export interface AskedPreparation {
  readonly target: PrepareTargetInput;
  /** Undefined: every step. */
  readonly steps: readonly StepId[] | undefined;
}

/** Compares a cluster with a target and changes nothing; commands that look into the cluster are announced like writes. */
export async function planCluster(
  { client, preparing, signal }: Pick<ToolContext, 'client' | 'preparing' | 'signal'>,
  { target, steps }: AskedPreparation,
): Promise<Preparation> {
  const options = { inCluster: preparing.inCluster, maxWaitMs: 0, signal };
  const { plan } = await client.prepare(target, { ...options, steps: [] });
  const failed = plan.steps.find(({ id, failure }) => id === 'extension' && failure !== null);
  if (failed === undefined || steps?.includes('extension') !== true)
    return { plan, target, changes: changesOf(plan, steps) };
  const again = await planRetry(client, target, options);
  const shown = {
    ...plan,
    steps: plan.steps.map((step) => (step.id === 'extension' ? (again ?? step) : step)),
  };
  return { plan: shown, target, changes: changesOf(shown, steps) };
}

/** What a plan would change now, as far as the caller wants it. */
function changesOf(
  { steps }: PreparationPlan,
  only: readonly StepId[] | undefined,
): readonly PlannedChange[] {
  return steps
    .filter(({ id, state }) => state === 'needed' && (only?.includes(id) ?? true))
    .flatMap(({ id: step, changes }) => changes.map((change) => ({ step, ...change })));
}

/** A stop before anything is sent. */
class Stop extends Error {}

/** The extension's step as it is where a failed one is written again; null where it is not that far. */
async function planRetry(
  client: ToolContext['client'],
  target: PrepareTargetInput,
  options: Parameters<ToolContext['client']['prepare']>[1],
): Promise<PreparationStep | null> {
  let seen: PreparationStep | null = null;
  try {
    await client.prepare(target, {
      ...options,
      steps: ['extension'],
      beforeWrite: async ({ changes }) => {
        if (changes.length > 0) throw new Stop('planned');
      },
      onProgress: (event) => {
        if (event.kind === 'step' && event.step.id === 'extension') seen = event.step;
      },
    });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return seen;
}

interface AgreedPreparation extends AskedPreparation {
  readonly preparation: Preparation;
  readonly seconds: number;
}

/**
 * Carries out what was agreed to, for so many seconds.
 * @throws ConflictError before a change that is not among the agreed ones.
 */
export async function carryOut(
  context: ToolContext,
  { target, steps, preparation, seconds }: AgreedPreparation,
): Promise<PreparationOutcome> {
  const { client, preparing, signal: leaving } = context;
  const agreed = new Set(preparation.changes.map(({ id }) => id));
  const seen = new Map<StepId, PreparationStep>();
  let place = 'being looked at';
  const message = (elapsed: number): string => `the cluster is ${place} after ${elapsed} s`;
  return withHeartbeat({ context, seconds, message }, (report) =>
    whileServing(
      context,
      (signal) =>
        client.prepare(target, {
          steps,
          inCluster: preparing.inCluster,
          maxWaitMs: mostWaitMs(context, seconds),
          beforeWrite: async ({ step, changes }) => {
            if (changes.length > 0) requireAgreed(agreed, [...changes, ...idsOf(seen.get(step))]);
          },
          onProgress: (event) => {
            if (event.kind !== 'step') return;
            seen.set(event.step.id, event.step);
            place = `at step ${event.step.id}, which is ${event.step.state},`;
            report();
          },
          signal,
        }),
      () => client.prepare(target, { steps: [], maxWaitMs: 0, signal: leaving }),
    ),
  );
}

/** A call without progress is silent while it waits, and reads the cluster once more after it. */
function mostWaitMs({ progress, timeLeftMs }: ToolContext, seconds: number): number {
  const leftMs = progress === null ? timeLeftMs() - LAST_READS_MS : Number.POSITIVE_INFINITY;
  return Math.max(Math.min(seconds * 1_000, leftMs), 0);
}

/** What is left of the agreed changes: those that a step which is not through still has to make. */
export function leftOf({ target, changes }: Preparation, { kind, plan }: PreparationOutcome): Preparation {
  const open = new Set(plan.steps.filter(({ state }) => state !== 'done').flatMap((step) => idsOf(step)));
  const left = kind === 'under-way' ? changes.filter(({ id }) => open.has(id)) : [];
  return { plan, target, changes: left };
}

function idsOf(step: PreparationStep | undefined): readonly string[] {
  return step?.changes.map(({ id }) => id) ?? [];
}

function requireAgreed(agreed: ReadonlySet<string>, wanted: readonly string[]): void {
  if (wanted.every((id) => agreed.has(id))) return;
  throw new ConflictError(
    'the cluster has changed since the changes were agreed to, so that others are needed',
    {
      hint: 'Call cluster_prepare again without confirm_token: its plan shows them',
      retryable: true,
    },
  );
}
