import type { Compute } from '@azureml-kubernetes/core';

/** What a consent to detach is bound to: which compute, on which cluster, in which state, as of when. */
export function computeFingerprint(compute: Compute): string {
  const { id, lifecycle, clusterResourceId, namespace, modifiedOn } = compute;
  const parts = [
    id.toLowerCase(),
    lifecycle.text,
    clusterResourceId?.toLowerCase(),
    namespace,
    modifiedOn?.text,
  ];
  return JSON.stringify(parts.map((part) => part ?? null));
}
