import type { Fact } from '../../domain/fact.js';
import type { ClusterId } from '../../domain/ids/resource-ids.js';
import type { InstalledExtension, ListedExtension } from '../../domain/preparing/installed-extension.js';
import { asFact } from '../../service/read-fact.js';
import { readAll } from '../../service/read-pages.js';
import type { ComputeService } from '../../service/service.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { decodeListedExtension } from '../../wire/extensions/decode-listed-extension.js';

/** The name under which the extension is installed, so that two callers meet at one resource. */
export const EXTENSION_NAME = 'azureml';

/** ARM id of an extension of a cluster. */
export function extensionIdOf(cluster: ClusterId, name: string): string {
  return `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/${name}`;
}

/** All extensions of a cluster, of any type. */
export function readExtensions(
  service: ComputeService,
  cluster: ClusterId,
  signal: AbortSignal | undefined,
): Promise<Fact<readonly ListedExtension[]>> {
  const path = `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions`;
  const url = `${service.endpoint}${path}?api-version=${API_VERSIONS.kubernetesConfiguration}`;
  return asFact(signal, () => readAll(service, url, { decode: decodeListedExtension, signal }));
}

/** The extension of Azure Machine Learning among them; null where it is not installed. */
export function installedAmong(extensions: readonly ListedExtension[]): InstalledExtension | null {
  return extensions.find(({ installed }) => installed !== null)?.installed ?? null;
}
