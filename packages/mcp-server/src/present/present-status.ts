import type { Compute, Lifecycle } from '@azureml-kubernetes/core';
import { NEXT_STEPS } from './next-steps.js';
import { presentCompute } from './present-compute.js';

/** A compute with what to do next: what the status tool gives, and the resource of the compute as well. */
export function presentStatus(compute: Compute) {
  return { ...presentCompute(compute), next_step: nextStep(compute.lifecycle) };
}

function nextStep({ state }: Lifecycle): string {
  switch (state) {
    case 'succeeded':
      return NEXT_STEPS.attached;
    case 'failed':
    case 'canceled':
      return NEXT_STEPS.failed;
    case 'deleting':
      return 'Call compute_wait with until "detached".';
    case 'creating':
    case 'updating':
    case 'unknown':
    case 'unrecognized':
      return 'Call compute_wait until it is attached.';
  }
}
