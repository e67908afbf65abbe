import { type ShellOptions, shellLine } from './commands/shell-line.js';
import { readArmId } from './ids/arm-id.js';
import { type ClusterId, clusterKindOf, nameOf, subscriptionOf } from './ids/resource-ids.js';

/** The name under which the extension is installed where no other is wanted. */
export const EXTENSION_NAME = 'azureml';

/** Whether a text can be the name of an extension: Helm's limit for a release, in the syntax of a DNS label. */
export function isExtensionName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?$/i.test(text);
}

/** The words of `az k8s-extension` that act on one extension. */
type ExtensionVerb = 'create' | 'show' | 'update' | 'delete';

/** `az k8s-extension` for an extension of this cluster, whose name has been checked. */
export function extensionCommand(
  verb: ExtensionVerb,
  cluster: ClusterId,
  { name = EXTENSION_NAME, more = {} }: { readonly name?: string; readonly more?: ShellOptions } = {},
): string {
  return shellLine(`az k8s-extension ${verb}`, {
    name,
    'cluster-type': clusterKindOf(cluster) === 'aks' ? 'managedClusters' : 'connectedClusters',
    'cluster-name': nameOf(cluster),
    ...groupOf(cluster),
    ...more,
  });
}

/** Installs the extension with these settings. */
export function installCommand(cluster: ClusterId, name: string, settings: readonly string[]): string {
  const more = {
    'extension-type': 'Microsoft.AzureML.Kubernetes',
    scope: 'cluster',
    'release-train': 'stable',
  };
  const line = extensionCommand('create', cluster, { name, more });
  return `${line} --config ${settings.join(' ')}`;
}

/** `az aks` or `az connectedk8s` for this cluster; the command is one that takes the cluster as `--name`. */
export function clusterCommand(command: string, cluster: ClusterId, more: ShellOptions = {}): string {
  return shellLine(command, { name: nameOf(cluster), ...groupOf(cluster), ...more });
}

/** Commands to run inside a cluster one after the other, and on AKS what `kubectl` needs to find it. */
export function inCluster(cluster: ClusterId, ...lines: readonly string[]): string {
  if (clusterKindOf(cluster) === 'aks')
    return [clusterCommand('az aks get-credentials', cluster), ...lines].join('; ');
  return `(in the context of cluster ${nameOf(cluster)}) ${lines.join('; ')}`;
}

/** Registers a resource provider in the subscription of a resource. */
export function registerCommand(provider: string, subscription: string): string {
  return shellLine('az provider register', { namespace: provider, subscription });
}

/** The resource group and the subscription of a cluster, as options of `az`. */
export function groupOf(cluster: ClusterId): { 'resource-group': string | null; subscription: string } {
  return {
    'resource-group': readArmId(cluster)?.resourceGroup ?? null,
    subscription: subscriptionOf(cluster),
  };
}
