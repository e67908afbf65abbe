import type { ClusterKind } from '../../domain/ids/resource-ids.js';
import type { NodeEvidence } from '../../domain/preparing/cluster-evidence.js';
import type { ExtensionRequest } from '../../domain/preparing/extension-request.js';
import { installRoom } from '../../domain/preparing/install-room.js';
import { isOn } from '../../domain/preparing/install-settings.js';
import type { PublishedExtension } from './read-published-versions.js';

/** What is known before an install. */
export interface InstallOutlook {
  readonly kind: ClusterKind;
  readonly request: ExtensionRequest;
  readonly nodeCount: number | null;
  readonly published: PublishedExtension;
  /** Null where the cluster was not looked into. */
  readonly nodes: readonly NodeEvidence[] | null;
}

/** What may go wrong with an install, or costs money. None of it is a reason to stop. */
export function installWarnings(outlook: InstallOutlook): string[] {
  const { request, nodeCount, nodes } = outlook;
  const isSmall = request.inference === true && nodeCount !== null && nodeCount < 3;
  return [
    ...publishedWarnings(outlook),
    ...(isSmall ? ['with fewer than three nodes the router has no replicas: use it for tests only'] : []),
    ...(request.router === 'loadBalancer' ? ['a load balancer costs money for as long as it exists'] : []),
    ...(isOn(request.settings['allowInsecureConnections']) ? ['models are reached without TLS'] : []),
    ...(nodes === null ? [] : installRoom(request, nodes)),
  ];
}

function publishedWarnings({ kind, request, published }: InstallOutlook): string[] {
  const { clusterTypes, versions } = published;
  const wanted = kind === 'aks' ? 'managedclusters' : 'connectedclusters';
  const isOffered = clusterTypes.kind !== 'read' || clusterTypes.value.includes(wanted);
  const { version } = request;
  const isPublished = version === null || versions.kind !== 'read' || versions.value.includes(version);
  return [
    ...(isOffered ? [] : ['Azure does not list the extension for this kind of cluster']),
    ...(isPublished ? [] : [`Azure does not list version ${version} of the extension for this cluster`]),
  ];
}
