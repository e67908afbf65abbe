import type { Compute } from '../domain/compute.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import type { Operation } from '../lro/operation.js';
import type { Observation } from './poll-compute.js';

/** What is waited for: the end of an attach, that the compute is gone, or either. */
export type WaitGoal = 'attached' | 'detached' | 'any';

/** What one observation means for one goal. */
export type Verdict =
  | { readonly kind: 'reached'; readonly compute: Compute | null }
  | {
      readonly kind: 'failed';
      readonly state: 'failed' | 'canceled' | 'absent';
      /** The service's word for it. */
      readonly text: string;
      readonly compute: Compute | null;
      readonly problems: readonly ServiceProblem[];
    }
  | { readonly kind: 'goes-on' };

/** What the meaning of an observation depends on beside the goal. */
export interface WaitContext {
  /** The operation that the caller knows of. */
  readonly operation: Operation | null;
  /** Whether it began so short a time ago that reads may not show its effect yet. */
  readonly isFresh: boolean;
}

const GOES_ON: Verdict = { kind: 'goes-on' };

/** Decides what an observation means; pure. */
export function judgeWait(goal: WaitGoal, observation: Observation, context: WaitContext): Verdict {
  if (observation.kind === 'running' || observation.kind === 'interrupted') return GOES_ON;
  switch (goal) {
    case 'attached':
      return judgeAttach(observation, context);
    case 'detached':
      return judgeDetach(observation, context);
    case 'any':
      return observation.kind === 'absent' && !mayAppear(context)
        ? { kind: 'reached', compute: null }
        : judgeAttach(observation, context);
  }
}

type Seen = Exclude<Observation, { kind: 'running' | 'interrupted' }>;

/** A compute that was just attached may be missing from reads. */
function mayAppear({ operation, isFresh }: WaitContext): boolean {
  return isFresh && operation?.kind === 'attach';
}

function judgeAttach(observation: Seen, context: WaitContext): Verdict {
  const { end } = observation;
  const compute = observation.kind === 'compute' ? observation.compute : null;
  if (end !== null && end.state !== 'succeeded') {
    const problems = end.problems.length > 0 ? end.problems : (compute?.problems ?? []);
    return { kind: 'failed', state: end.state, text: end.text, compute, problems };
  }
  if (compute === null) {
    return mayAppear(context)
      ? GOES_ON
      : { kind: 'failed', state: 'absent', text: 'Absent', compute, problems: [] };
  }
  const { state, text } = compute.lifecycle;
  switch (state) {
    case 'succeeded':
      return { kind: 'reached', compute };
    case 'failed':
    case 'canceled':
      return { kind: 'failed', state, text, compute, problems: compute.problems };
    case 'unknown':
    case 'creating':
    case 'updating':
    case 'deleting':
    case 'unrecognized':
      return GOES_ON;
  }
}

/**
 * A compute that is there and not on its way out is no failure by itself: another caller may detach it yet. One that failed is,
 * where a detach of ours is known, unless it may have failed before that.
 */
function judgeDetach(observation: Seen, { operation, isFresh }: WaitContext): Verdict {
  if (observation.kind === 'absent') return { kind: 'reached', compute: null };
  const { compute, end } = observation;
  if (end !== null && end.state !== 'succeeded') {
    const problems = end.problems.length > 0 ? end.problems : compute.problems;
    return { kind: 'failed', state: end.state, text: end.text, compute, problems };
  }
  const { state, text } = compute.lifecycle;
  if (operation?.kind === 'detach' && !isFresh && (state === 'failed' || state === 'canceled')) {
    return { kind: 'failed', state, text, compute, problems: compute.problems };
  }
  return GOES_ON;
}
