import type { ExtensionView } from '../world/extension-state.js';
import type { ClusterRecord } from '../world/records.js';

/** What commands see of a cluster. */
export interface ClusterInside {
  readonly cluster: ClusterRecord;
  /** The AzureML extension as it is now; null when there is none. */
  readonly extension: ExtensionView | null;
  readonly now: number;
  /** Keeps what a command changed. */
  readonly change: (update: Partial<Pick<ClusterRecord, 'namespaces' | 'instanceTypes'>>) => void;
}

/** The namespace of the extension. */
export const EXTENSION_NAMESPACE = 'azureml';

/** All namespaces; that of the extension comes and goes with it. */
export function namespacesOf({ cluster, extension }: ClusterInside): readonly string[] {
  return extension === null ? cluster.namespaces : [...cluster.namespaces, EXTENSION_NAMESPACE].sort();
}

/** Whether the definition of instance types is there: an installed extension brings it (documented). */
export function hasInstanceTypes({ extension }: ClusterInside): boolean {
  return extension?.provisioningState === 'Succeeded' || extension?.provisioningState === 'Updating';
}
