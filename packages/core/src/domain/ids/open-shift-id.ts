import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { shellLine } from '../commands/shell-line.js';
import { armType, readArmId } from './arm-id.js';

const OPEN_SHIFT = [
  'microsoft.redhatopenshift/openshiftclusters',
  'microsoft.containerservice/openshiftmanagedclusters',
];

/**
 * @returns what to do instead with the id of an Azure Red Hat OpenShift cluster, which is attached only as an Azure Arc
 * cluster (Azure ML documentation, supported Kubernetes distributions); null for every other id.
 */
export function openShiftProblem(id: string, field: string): InvalidInputError | null {
  const read = readArmId(id);
  if (read === null || !OPEN_SHIFT.includes(armType(read))) return null;
  const { subscriptionId, resourceGroup, path } = read;
  const name = path.map(([, last]) => last).join();
  const connect = shellLine('az connectedk8s connect', {
    name,
    'resource-group': resourceGroup,
    subscription: subscriptionId,
  });
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return new InvalidInputError({
    field,
    rule: `is the id of an OpenShift cluster, which has to be connected by Azure Arc first (${connect}); then give the id of the connected cluster`,
    example: `${group}/providers/Microsoft.Kubernetes/connectedClusters/${name}`,
  });
}
