import { EXTENSION_TYPE } from '../../domain/extension.js';
import type { Fact } from '../../domain/fact.js';
import type { ClusterId } from '../../domain/ids/resource-ids.js';
import { asFact, readFact } from '../../service/read-fact.js';
import { readAll } from '../../service/read-pages.js';
import type { ComputeService } from '../../service/service.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import {
  decodeExtensionVersion,
  decodeSupportedClusterTypes,
} from '../../wire/extensions/decode-extension-type.js';

/** What Azure publishes of the extension for one cluster. A subscription may not offer these lists at all. */
export interface PublishedExtension {
  /** Kinds of cluster, in lower case. */
  readonly clusterTypes: Fact<readonly string[]>;
  readonly versions: Fact<readonly string[]>;
}

/** Reads what is published; an answer that does not come is no reason to stop. */
export async function readPublishedExtension(
  service: ComputeService,
  cluster: ClusterId,
  signal: AbortSignal | undefined,
): Promise<PublishedExtension> {
  const path = `${service.endpoint}${cluster}/providers/Microsoft.KubernetesConfiguration/extensionTypes/${EXTENSION_TYPE}`;
  const query = `?api-version=${API_VERSIONS.extensionTypes}`;
  const [clusterTypes, versions] = await Promise.all([
    readFact(service, path + query, { decode: decodeSupportedClusterTypes, signal }),
    asFact(signal, () =>
      readAll(service, `${path}/versions${query}`, { decode: decodeExtensionVersion, signal }),
    ),
  ]);
  return { clusterTypes, versions };
}
