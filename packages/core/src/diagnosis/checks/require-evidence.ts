import { sameArmId } from '../../domain/ids/arm-id.js';
import type { Namespace } from '../../domain/ids/namespace.js';
import type { ClusterId } from '../../domain/ids/resource-ids.js';
import type { ClusterEvidence } from '../../domain/preparing/cluster-evidence.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import type { Check } from './check.js';
import { checkEvidence } from './evidence-checks.js';

/**
 * Checks evidence that a caller gives.
 * @throws InvalidInputError when it was taken in another cluster.
 */
export function checkEvidenceOf(
  evidence: ClusterEvidence,
  cluster: ClusterId,
  namespace: Namespace | null,
): Check[] {
  if (sameArmId(evidence.resourceId, cluster)) return checkEvidence(evidence, namespace);
  throw new InvalidInputError({
    field: 'evidence',
    rule: 'must have been taken in the cluster of the compute',
    example: 'the result of inspectCluster for the same resourceId',
  });
}
