import { type AttachConfiguration, requireConfiguration } from '../domain/attach-configuration.js';
import type { Check } from '../domain/check.js';
import { checkCallerAttach, checkCallerCluster, checkIdentity } from '../domain/checks/access-checks.js';
import { checkCluster } from '../domain/checks/cluster-checks.js';
import { checkExtension } from '../domain/checks/extension-checks.js';
import {
  checkName,
  checkNamespace,
  checkSubscription,
  checkWorkspace,
} from '../domain/checks/place-checks.js';
import { parseComputeName } from '../domain/compute-name.js';
import type { Fact } from '../domain/fact.js';
import { clusterKindOf, type UserAssignedIdentityId } from '../domain/resource-ids.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeWorkspace } from '../wire/decode-workspace.js';
import { decodeJsonObject } from '../wire/json-object.js';
import { plan } from './attach.js';
import { readCluster, readExtension, readPermissions } from './read-cluster.js';
import { asFact, readFact } from './read-fact.js';
import type { ComputeService } from './service.js';

/** What the checks came to. */
export interface AttachReport {
  /** False when a check failed. A check that could not be made does not stop an attach. */
  readonly ready: boolean;
  readonly checks: readonly Check[];
}

/**
 * Looks at everything that an attach needs, side by side, and changes nothing. A read that is refused makes its check
 * `unknown`, and hides no other.
 *
 * @throws InvalidInputError before any request; the signal's own reason.
 */
export async function checkAttach(
  service: ComputeService,
  name: string,
  {
    configuration,
    signal,
  }: { readonly configuration: AttachConfiguration; readonly signal?: AbortSignal | undefined },
): Promise<AttachReport> {
  const computeName = parseComputeName(name);
  const { resourceId, namespace, identity } = requireConfiguration(configuration);
  const { workspace, endpoint } = service;
  const workspaceUrl = `${endpoint}${workspace.id}?api-version=${workspace.apiVersion}`;
  const ids = identity?.type === 'UserAssigned' ? identity.ids : [];
  const [place, planned, cluster, extension, onWorkspace, onCluster, identities] = await Promise.all([
    readFact(service, workspaceUrl, { decode: decodeWorkspace, signal }),
    asFact(() => plan(service, computeName, configuration, signal)),
    readCluster(service, resourceId, signal),
    readExtension(service, resourceId, signal),
    readPermissions(service, workspace.id, signal),
    readPermissions(service, resourceId, signal),
    Promise.all(ids.map((id) => readIdentity(service, id, signal))),
  ]);
  const isThere = cluster.kind !== 'absent';
  const checks = [
    checkWorkspace(place),
    checkName(computeName, planned),
    checkNamespace(namespace),
    checkSubscription(resourceId, workspace.id),
    ...checkCluster(cluster),
    ...(isThere ? checkExtension(extension) : []),
    ...ids.map((id, index) => checkIdentity(id, identities[index] ?? { kind: 'absent' })),
    checkCallerAttach(onWorkspace),
    ...(isThere ? [checkCallerCluster(onCluster, readActionOf(resourceId))] : []),
  ];
  return { ready: checks.every(({ status }) => status !== 'fail'), checks };
}

function readIdentity(
  service: ComputeService,
  id: UserAssignedIdentityId,
  signal: AbortSignal | undefined,
): Promise<Fact<unknown>> {
  const url = `${service.endpoint}${id}?api-version=${API_VERSIONS.managedIdentity}`;
  return readFact(service, url, { decode: decodeJsonObject, signal });
}

function readActionOf(resourceId: AttachConfiguration['resourceId']): string {
  return clusterKindOf(resourceId) === 'aks'
    ? 'Microsoft.ContainerService/managedClusters/read'
    : 'Microsoft.Kubernetes/connectedClusters/read';
}
