import type { Cluster } from '../domain/cluster.js';
import type { Extension } from '../domain/extension.js';
import type { Fact } from '../domain/fact.js';
import type { Permission } from '../domain/permission.js';
import { type ClusterId, clusterKindOf } from '../domain/resource-ids.js';
import { API_VERSIONS } from '../wire/api-versions.js';
import { decodeCluster } from '../wire/decode-cluster.js';
import { decodeExtension } from '../wire/decode-extension.js';
import { decodePermission } from '../wire/decode-permissions.js';
import { asFact, readAll, readFact } from './read-fact.js';
import type { ComputeService } from './service.js';

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
  return asFact(async () => {
    const [extension = null] = await readAll(service, url, { decode: decodeExtension, signal });
    return extension;
  });
}

/** What the caller may do at a scope. */
export function readPermissions(
  service: ComputeService,
  scope: string,
  signal?: AbortSignal,
): Promise<Fact<readonly Permission[]>> {
  const path = `${scope}/providers/Microsoft.Authorization/permissions`;
  const url = `${service.endpoint}${path}?api-version=${API_VERSIONS.authorization}`;
  return asFact(() => readAll(service, url, { decode: decodePermission, signal }));
}
