import { badRequest } from '../../refusals/compute-refusals.js';
import type { ServiceModes } from '../../service/modes/modes.js';
import type { ComputeSpec } from '../../world/records.js';

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** The namespace of a Kubernetes compute when it is no DNS label, else null. */
export function illegalNamespace({ computeType, properties }: ComputeSpec): string | null {
  const namespace = properties?.['namespace'];
  if (computeType !== 'Kubernetes' || typeof namespace !== 'string') return null;
  return DNS_LABEL.test(namespace) ? null : namespace;
}

/** Mode `namespaceCheck: 'synchronous'`. @throws ArmRefusal 400 */
export function checkNamespace(spec: ComputeSpec, { namespaceCheck }: ServiceModes): void {
  const namespace = illegalNamespace(spec);
  if (namespaceCheck !== 'synchronous' || namespace === null) return;
  throw badRequest(`Namespace '${namespace}' is not a DNS label.`, 'namespace');
}
