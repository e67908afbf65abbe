import type { Compute, Lifecycle } from '@azureml-kubernetes/core';
import { presentCompute } from './present-compute.js';

/** A compute with what to do next: what the status tool gives, and the resource of the compute as well. */
export function presentStatus(compute: Compute) {
  return { ...presentCompute(compute), next_step: nextStep(compute.lifecycle) };
}

function nextStep({ state }: Lifecycle): string {
  switch (state) {
    case 'succeeded':
      return 'Attached: jobs can be sent to it.';
    case 'failed':
    case 'canceled':
      return 'Call compute_diagnose for causes and fixes; then compute_attach with replace, or compute_detach.';
    case 'deleting':
      return 'Call compute_wait with until "detached".';
    case 'creating':
    case 'updating':
    case 'unknown':
    case 'unrecognized':
      return 'Call compute_wait until it is attached.';
  }
}
