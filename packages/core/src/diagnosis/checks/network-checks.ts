import type { Cluster } from '../../domain/cluster.js';
import type { Fact } from '../../domain/fact.js';
import { sameArmId } from '../../domain/ids/arm-id.js';
import type { WorkspaceId } from '../../domain/ids/resource-ids.js';
import { MACHINE_LEARNING_ROLE, type TrustedAccess } from '../../domain/trusted-access.js';
import { bindWorkspace } from '../causes/in-place.js';
import { type Check, outcomesOf } from './check.js';

/** What is known of Trusted Access: the bindings of the cluster, or that the cloud has none to offer. */
export type TrustedAccessFact = Fact<readonly TrustedAccess[]> | { readonly kind: 'not-offered' };

/** Whether the API server of an AKS cluster is closed to the service, unless the workspace has Trusted Access. */
export function isClosed(cluster: Cluster): boolean {
  return closures(cluster).length > 0;
}

/**
 * The service can reach the API server. A private one and one without local accounts take Trusted Access; listed
 * addresses may also hold those of the service, which cannot be told from here.
 */
export function checkReachable(cluster: Cluster, trust: TrustedAccessFact, workspace: WorkspaceId): Check[] {
  if (cluster.kind === 'arc') return [];
  const { pass, warn, fail } = outcomesOf(
    'cluster-network',
    'Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support',
  );
  const bind = `Make a Trusted Access role binding for the workspace: ${bindWorkspace({ cluster: cluster.id, workspace })}`;
  const reasons = closures(cluster);
  if (reasons.length === 0) return [pass('the API server is public')];
  const evidence = `the cluster has ${reasons.join(' and ')}`;
  const impossible = cluster.isPrivate || cluster.localAccountsDisabled;
  switch (trust.kind) {
    case 'not-offered': {
      const why = `${evidence}, and this cloud offers no Trusted Access`;
      return [
        impossible ? fail(why, 'Attach a cluster without these restrictions') : warn(why, ALLOW_RANGES),
      ];
    }
    case 'read': {
      if (trust.value.some((binding) => opensTo(binding, workspace)))
        return [pass(`${evidence}; the workspace has Trusted Access`)];
      const why = `${evidence}, and the workspace has no Trusted Access`;
      return [impossible ? fail(why, bind) : warn(why, `${bind}; or: ${ALLOW_RANGES}`)];
    }
    case 'absent':
    case 'forbidden':
    case 'unreadable':
      return [warn(`${evidence}; whether the workspace has Trusted Access cannot be seen`, bind)];
  }
}

const ALLOW_RANGES =
  "Allow the address ranges of the AzureMachineLearning service tag in the workspace's region and its pair";

function closures(cluster: Cluster): string[] {
  if (cluster.kind === 'arc') return [];
  return [
    ...(cluster.isPrivate ? ['a private API server'] : []),
    ...(cluster.hasAuthorizedRanges ? ['authorized IP ranges'] : []),
    ...(cluster.localAccountsDisabled ? ['no local accounts'] : []),
  ];
}

function opensTo({ sourceId, roles, provisioningState }: TrustedAccess, workspace: WorkspaceId): boolean {
  return (
    sameArmId(sourceId, workspace) &&
    roles.some((role) => role.toLowerCase() === MACHINE_LEARNING_ROLE.toLowerCase()) &&
    (provisioningState ?? 'Succeeded').toLowerCase() === 'succeeded'
  );
}
