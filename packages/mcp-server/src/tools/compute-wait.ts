import { type Operation, parseComputeName, type WaitGoal, type WaitOutcome } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool, READS } from '../catalogue/define-tool.js';
import { fields, params } from '../catalogue/params.js';
import { presentCompute } from '../present/present-compute.js';
import { presentProblems } from '../present/present-problems.js';
import { presentState } from '../present/present-state.js';
import { withHeartbeat } from './heartbeat.js';
import { waitWhileServing } from './wait-while-serving.js';

const DEFAULT_SECONDS = 25;
/** Clients give up on a silent call after 60 seconds. */
const MAX_SILENT_SECONDS = 50;
const MAX_SECONDS = 240;

export const computeWait = defineTool({
  name: 'compute_wait',
  title: 'Wait for a compute',
  description:
    'Waits until a compute is attached, detached or either, for at most max_wait_seconds. Not there in time is no failure: outcome timed_out, call again. Works for whatever started the attach or detach.',
  hints: READS,
  input: {
    name: params.name,
    until: z.enum(['attached', 'detached', 'any']).default('attached'),
    max_wait_seconds: z
      .int()
      .min(1)
      .default(DEFAULT_SECONDS)
      .meta({
        description: `Capped at ${MAX_SILENT_SECONDS}, or ${MAX_SECONDS} with a progress token`,
        examples: [25],
      }),
  },
  output: {
    outcome: z.enum(['reached', 'failed', 'timed_out']).optional(),
    name: fields.name,
    state: fields.state,
    until: z.string().optional(),
    max_wait_seconds: z.int().meta({ description: 'After the cap' }).optional(),
    waited_seconds: z.number().optional(),
    resource_id: fields.resource_id,
    namespace: fields.namespace,
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run({ name: asked, until, max_wait_seconds }, context) {
    const name = parseComputeName(asked);
    const { operations, workspace, progress } = context;
    const seconds = Math.min(max_wait_seconds, progress === null ? MAX_SILENT_SECONDS : MAX_SECONDS);
    const computeId = `${workspace.id}/computes/${name}`;
    const operation = fitting(operations.running(computeId), until);
    const wait = { until, operation, timeoutMs: seconds * 1_000 };
    let state = 'being read';
    const message = (elapsed: number): string => `${name} is ${state} after ${elapsed} s`;
    const outcome = await withHeartbeat({ context, seconds, message }, (tell) =>
      waitWhileServing(context, name, {
        ...wait,
        onProgress: (seen) => {
          const word = presentState({ text: seen.state });
          if (word === state) return;
          state = word;
          tell();
        },
      }),
    );
    if (outcome.kind === 'reached') operations.forget(computeId);
    if (outcome.kind === 'failed') operations.conclude(computeId);
    return { name, until, max_wait_seconds: seconds, ...presentOutcome(outcome, { name, until }) };
  },
});

/** The handle of an attach says nothing about a detach, and the other way round. */
function fitting(operation: Operation | null, until: WaitGoal): Operation | null {
  const kinds = { attached: 'attach', detached: 'detach', any: operation?.kind };
  return operation?.kind === kinds[until] ? operation : null;
}

interface Asked {
  readonly name: string;
  readonly until: WaitGoal;
}

function presentOutcome(outcome: WaitOutcome, asked: Asked) {
  const compute = outcome.compute === null ? null : presentCompute(outcome.compute);
  const problems = outcome.kind === 'failed' ? presentProblems(outcome.problems) : [];
  const untrusted = { ...compute?.untrusted, ...(problems.length === 0 ? {} : { problems }) };
  return {
    outcome: outcome.kind === 'timed-out' ? ('timed_out' as const) : outcome.kind,
    state: stateOf(outcome),
    waited_seconds: Math.round(outcome.elapsedMs / 100) / 10,
    ...(compute === null ? {} : { resource_id: compute.resource_id, namespace: compute.namespace }),
    next_step: nextStep(outcome, asked),
    ...(Object.keys(untrusted).length === 0 ? {} : { untrusted }),
  };
}

function stateOf(outcome: WaitOutcome): string {
  switch (outcome.kind) {
    case 'reached':
      return outcome.compute === null ? 'Absent' : presentState(outcome.compute.lifecycle);
    case 'failed':
      return presentState(outcome);
    case 'timed-out':
      return presentState({ text: outcome.lastState ?? 'Unknown' });
  }
}

function nextStep(outcome: WaitOutcome, { name, until }: Asked): string {
  switch (outcome.kind) {
    case 'reached':
      return outcome.compute === null
        ? 'Done: there is no compute of that name any more. The cluster itself was left alone.'
        : 'Attached: jobs can be sent to it.';
    case 'failed':
      return outcome.state === 'absent'
        ? 'There is no compute of that name: check it with compute_list, or call compute_attach.'
        : 'Call compute_diagnose for causes and fixes; then compute_attach with replace, or compute_detach.';
    case 'timed-out':
      return `Not there yet: call compute_wait again with name "${name}" and until "${until}".`;
  }
}
