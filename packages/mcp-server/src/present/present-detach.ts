import type { Compute, DetachResult } from '@azureml-kubernetes/core';
import { afterRefusal } from './next-steps.js';
import { type PlanToken, presentPlanToken } from './plan-token.js';
import { presentCompute } from './present-compute.js';

/** What a detach came to. */
export function presentDetach(name: string, { kind }: DetachResult) {
  switch (kind) {
    case 'started':
      return presentDetachStarted(name);
    case 'detached':
      return presentDetached(name, 'detached');
    case 'already-detached':
      return presentDetached(name, 'already_detached');
  }
}

/** A detach that the service works on. */
export function presentDetachStarted(name: string) {
  return {
    outcome: 'started' as const,
    name,
    state: 'Deleting',
    next_step: `Call compute_wait with name "${name}" and until "detached".`,
  };
}

/** A compute that is not there, any more or at all. */
export function presentDetached(name: string, outcome: 'detached' | 'already_detached') {
  return {
    outcome,
    name,
    state: 'Absent',
    next_step: 'Done: there is no compute of that name in the workspace.',
  };
}

/** A detach that a person did not confirm. */
export function presentDetachRefused(compute: Compute, reason: string) {
  return {
    ...presentSubject(compute),
    outcome: 'refused' as const,
    next_step: afterRefusal(reason),
  };
}

/** The plan of a detach, with the token that a second call needs. */
export function presentConfirmation(compute: Compute, token: PlanToken) {
  const subject = presentSubject(compute);
  return {
    ...subject,
    outcome: 'confirmation_required' as const,
    plan: `Remove ${subject.name} from the workspace. Jobs can no longer be sent to it; the cluster and what runs in it stay.`,
    ...presentPlanToken(token),
    next_step:
      'Show the plan to the user. Only if they agree, call compute_detach again with this confirm_token.',
  };
}

function presentSubject(compute: Compute) {
  const { name, state, resource_id, namespace, untrusted } = presentCompute(compute);
  return { name, state, resource_id, namespace, ...(untrusted === undefined ? {} : { untrusted }) };
}
