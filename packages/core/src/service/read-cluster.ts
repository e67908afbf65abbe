import type { Cluster } from '../domain/cluster.js';
import type { Extension } from '../domain/extension.js';
import type { Fact } from '../domain/fact.js';
import type { ClusterId } from '../domain/ids/resource-ids.js';
import { clusterKindOf, subscriptionOf } from '../domain/ids/resource-ids.js';
import type { KubernetesVersion } from '../domain/kubernetes-version.js';
import type { TrustedAccess } from '../domain/trusted-access.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeCluster } from '../wire/clusters/decode-cluster.js';
import { decodeKubernetesVersions } from '../wire/clusters/decode-kubernetes-versions.js';
import { decodeTrustedAccess } from '../wire/clusters/decode-trusted-access.js';
import { decodeExtension } from '../wire/extensions/decode-extension.js';
import { asFact, readFact } from './read-fact.js';
import { readAll } from './read-pages.js';
import type { ComputeService } from './service.js';

/** Reads a cluster as a fact, AKS or Arc by its id. */
export function readCluster(
  service: ComputeService,
  id: ClusterId,
  signal?: AbortSignal,
): Promise<Fact<Cluster>> {
  const version =
    clusterKindOf(id) === 'aks' ? API_VERSIONS.containerService : API_VERSIONS.connectedKubernetes;
  return readFact(service, `${service.endpoint}${id}?api-version=${version}`, {
    decode: decodeCluster,
    signal,
  });
}

/** The Azure Machine Learning extension of a cluster; a value of null means that it is not installed. */
export function readExtension(
  service: ComputeService,
  id: ClusterId,
  signal?: AbortSignal,
): Promise<Fact<Extension | null>> {
  const path = `${id}/providers/Microsoft.KubernetesConfiguration/extensions`;
  const url = `${service.endpoint}${path}?api-version=${API_VERSIONS.kubernetesConfiguration}`;
  return asFact(signal, async () => {
    const [extension = null] = await readAll(service, url, { decode: decodeExtension, signal });
    return extension;
  });
}

/** Who has Trusted Access to an AKS cluster. */
export function readTrustedAccess(
  service: ComputeService,
  id: ClusterId,
  signal?: AbortSignal,
): Promise<Fact<readonly TrustedAccess[]>> {
  const url = `${service.endpoint}${id}/trustedAccessRoleBindings?api-version=${API_VERSIONS.containerService}`;
  return asFact(signal, () => readAll(service, url, { decode: decodeTrustedAccess, signal }));
}

/** The versions that AKS offers in the region of a cluster. */
export function readKubernetesVersions(
  service: ComputeService,
  { id, location }: Pick<Cluster, 'id' | 'location'>,
  signal?: AbortSignal,
): Promise<Fact<readonly KubernetesVersion[]>> {
  const region = encodeURIComponent(location);
  const path = `/subscriptions/${subscriptionOf(id)}/providers/Microsoft.ContainerService/locations/${region}/kubernetesVersions`;
  return readFact(service, `${service.endpoint}${path}?api-version=${API_VERSIONS.containerService}`, {
    decode: decodeKubernetesVersions,
    signal,
  });
}
