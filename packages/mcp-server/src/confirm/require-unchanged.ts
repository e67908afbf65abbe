import { type Compute, type ComputeClient, ConflictError } from '@azureml-kubernetes/core';
import { findCompute } from '../catalogue/find-compute.js';
import type { ConfirmDetach } from '../catalogue/tool-context.js';
import { computeFingerprint } from './compute-fingerprint.js';

/** Reads the compute again after a person was asked: they agreed to what was shown, not to what may have replaced it. */
export function requireUnchanged(confirm: ConfirmDetach, client: Pick<ComputeClient, 'get'>): ConfirmDetach {
  return async (request) => {
    const answer = await confirm(request);
    if (answer.kind === 'confirmed' && answer.how === 'asked') {
      const { compute, signal } = request;
      requireSame(compute, await findCompute(client, compute.name, signal));
    }
    return answer;
  };
}

function requireSame(shown: Compute, now: Compute | null): void {
  if (now === null || computeFingerprint(shown) === computeFingerprint(now)) return;
  throw new ConflictError('the compute has changed while it was being confirmed', {
    hint: 'Read it with compute_get_status, then call compute_detach again',
    retryable: true,
  });
}
