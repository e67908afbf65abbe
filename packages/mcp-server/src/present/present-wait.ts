import type { WaitGoal, WaitOutcome } from '@azureml-kubernetes/core';
import { NEXT_STEPS } from './next-steps.js';
import { presentCompute } from './present-compute.js';
import { presentProblems } from './present-problems.js';
import { presentState, unrecognizedState } from './present-state.js';

interface AwaitedCompute {
  readonly name: string;
  readonly until: WaitGoal;
}

/** What a wait came to. */
export function presentWait(outcome: WaitOutcome, awaited: AwaitedCompute) {
  const compute = outcome.compute === null ? null : presentCompute(outcome.compute);
  const problems = outcome.kind === 'failed' ? presentProblems(outcome.problems) : [];
  const text = stateTextOf(outcome);
  const untrusted = {
    ...compute?.untrusted,
    ...unrecognizedState({ text }),
    ...(problems.length === 0 ? {} : { problems }),
  };
  return {
    outcome: outcome.kind === 'timed-out' ? ('timed_out' as const) : outcome.kind,
    state: presentState({ text }),
    waited_seconds: Math.round(outcome.elapsedMs / 100) / 10,
    ...(compute === null ? {} : { resource_id: compute.resource_id, namespace: compute.namespace }),
    next_step: nextStep(outcome, awaited),
    ...(Object.keys(untrusted).length === 0 ? {} : { untrusted }),
  };
}

function stateTextOf(outcome: WaitOutcome): string {
  switch (outcome.kind) {
    case 'reached':
      return outcome.compute === null ? 'Absent' : outcome.compute.lifecycle.text;
    case 'failed':
      return outcome.text;
    case 'timed-out':
      return outcome.lastState ?? 'Unknown';
  }
}

function nextStep(outcome: WaitOutcome, { name, until }: AwaitedCompute): string {
  switch (outcome.kind) {
    case 'reached':
      return outcome.compute === null
        ? 'Done: there is no compute of that name any more. The cluster itself was left alone.'
        : NEXT_STEPS.attached;
    case 'failed':
      return outcome.state === 'absent'
        ? 'There is no compute of that name: check it with compute_list, or call compute_attach.'
        : NEXT_STEPS.failed;
    case 'timed-out':
      return `Not there yet: call compute_wait again with name "${name}" and until "${until}".`;
  }
}
