import type { AttachConfiguration } from '../domain/attach-configuration.js';
import { offersTrustedAccess } from '../domain/cloud.js';
import type { Cluster } from '../domain/cluster.js';
import type { Extension } from '../domain/extension.js';
import type { Fact } from '../domain/fact.js';
import type { ClusterId } from '../domain/ids/resource-ids.js';
import {
  readCluster,
  readExtension,
  readKubernetesVersions,
  readTrustedAccess,
} from '../service/read-cluster.js';
import type { ComputeService } from '../service/service.js';
import type { Check } from './checks/check.js';
import { checkCluster } from './checks/cluster-checks.js';
import { checkExtension } from './checks/extension-checks.js';
import { checkReachable, isClosed, type TrustedAccessFact } from './checks/network-checks.js';
import { checkSubscription } from './checks/place-checks.js';
import { checkVersion } from './checks/version-checks.js';

/** What was seen of a cluster and its extension. */
export interface ExaminedCluster {
  readonly checks: readonly Check[];
  readonly extension: Fact<Extension | null>;
}

/**
 * Looks at the cluster and its extension side by side, and then at what the cluster makes worth looking at. A brief
 * look leaves out what can only give a warning and costs a request.
 */
export async function examineCluster(
  service: ComputeService,
  { resourceId }: Pick<AttachConfiguration, 'resourceId'>,
  { brief, signal }: { readonly brief: boolean; readonly signal: AbortSignal | undefined },
): Promise<ExaminedCluster> {
  const reading = readCluster(service, resourceId, signal);
  const [fact, extension, further] = await Promise.all([
    reading,
    readExtension(service, resourceId, signal),
    reading.then((read) =>
      read.kind === 'read' ? examineFurther(service, read.value, { brief, signal }) : [],
    ),
  ]);
  const checks = [
    checkSubscription(resourceId, service.workspace.id),
    ...checkCluster(fact),
    ...further,
    ...(fact.kind === 'absent'
      ? []
      : checkExtension(extension, { cluster: resourceId, workspace: service.workspace.id })),
  ];
  return { checks, extension };
}

async function examineFurther(
  service: ComputeService,
  cluster: Cluster,
  { brief, signal }: { readonly brief: boolean; readonly signal: AbortSignal | undefined },
): Promise<Check[]> {
  const [trust, versions] = await Promise.all([
    isClosed(cluster) ? readTrust(service, cluster.id, signal) : ({ kind: 'absent' } as const),
    brief ? null : readKubernetesVersions(service, cluster, signal),
  ]);
  return [
    ...checkReachable(cluster, trust, service.workspace.id),
    ...(versions === null ? [] : [checkVersion(cluster, versions)]),
  ];
}

function readTrust(
  service: ComputeService,
  id: ClusterId,
  signal: AbortSignal | undefined,
): Promise<TrustedAccessFact> {
  return offersTrustedAccess(service.workspace.cloud)
    ? readTrustedAccess(service, id, signal)
    : Promise.resolve({ kind: 'not-offered' });
}
