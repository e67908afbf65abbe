import { type Compute, clusterKindOf } from '@azureml-kubernetes/core';
import { presentIdentity } from './present-identity.js';
import { presentState } from './present-state.js';
import { presentUntrusted } from './present-untrusted.js';
import { serviceWord } from './service-word.js';

/**
 * A compute, field by field. What has not the form of an id or a word is found under `untrusted` or not at all;
 * connection strings never appear.
 */
export function presentCompute(compute: Compute) {
  const { clusterResourceId } = compute;
  const clusterKind: 'aks' | 'arc' | null =
    clusterResourceId === null ? null : clusterKindOf(clusterResourceId);
  const untrusted = presentUntrusted(compute);
  return {
    name: serviceWord(compute.name, 'label') ?? '(see untrusted)',
    state: presentState(compute.lifecycle),
    compute_id: compute.id,
    resource_id: clusterKind === null ? null : clusterResourceId,
    cluster_kind: clusterKind,
    namespace: compute.namespace === null ? 'default' : serviceWord(compute.namespace, 'label'),
    location: compute.location === null ? null : serviceWord(compute.location, 'region'),
    identity: presentIdentity(compute.identity),
    created_at: compute.createdOn?.iso ?? null,
    modified_at: compute.modifiedOn?.iso ?? null,
    ...(untrusted === null ? {} : { untrusted }),
  };
}
