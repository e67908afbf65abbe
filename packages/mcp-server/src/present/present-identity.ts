import type { Compute } from '@azureml-kubernetes/core';
import { serviceWord } from './service-word.js';

/** The managed identity of a compute; ids that are none are left out. */
export function presentIdentity(identity: Compute['identity'] | null) {
  if (identity === null) return null;
  const ids = Object.keys(identity.userAssignedIdentities ?? {});
  const shown = ids.filter((id) => serviceWord(id, 'identityId') !== null);
  return {
    type: serviceWord(identity.type, 'type'),
    principal_id: serviceWord(identity.principalId, 'guid'),
    ...(shown.length === 0 ? {} : { identity_ids: shown }),
  };
}
