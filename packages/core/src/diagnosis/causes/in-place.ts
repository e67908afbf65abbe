import {
  clusterCommand,
  EXTENSION_NAME,
  extensionCommand,
  groupOf,
  inCluster,
  installCommand,
  registerCommand,
} from '../../domain/cluster-commands.js';
import { shellLine } from '../../domain/commands/shell-line.js';
import {
  type ClusterId,
  clusterKindOf,
  nameOf,
  subscriptionOf,
  type WorkspaceId,
} from '../../domain/ids/resource-ids.js';
import { MACHINE_LEARNING_ROLE } from '../../domain/trusted-access.js';
import type { Place } from './place.js';

/** Commands in a cluster, each once; without what leads there where the cluster is not known. */
export function kubectl({ cluster }: Pick<Place, 'cluster'>, ...commands: readonly string[]): string {
  const lines = [...new Set(commands)];
  return cluster === null ? lines.join('; ') : inCluster(cluster, ...lines);
}

/** The command that shows the extension, or words where the cluster is not known. */
export function showExtension({ cluster, extension }: Place): string {
  return cluster === null
    ? 'the extension of the cluster'
    : extensionCommand('show', cluster, { name: extension ?? EXTENSION_NAME });
}

/** The command that installs the extension with these settings, or words where the cluster is not known. */
export function installExtension(place: Place, ...settings: readonly string[]): string {
  const { cluster, extension } = place;
  return cluster === null
    ? ['install the extension', ...settings.map((setting) => `with ${setting}`)].join(' ')
    : installCommand(cluster, extension ?? EXTENSION_NAME, [...featuresIn(place), ...settings]);
}

/** The settings for what is switched on, or for training where nothing is known to be. */
function featuresIn({ features }: Place): readonly string[] {
  const on = [
    ...(features?.trainingEnabled === true ? ['enableTraining=True'] : []),
    ...(features?.inferenceEnabled === true ? ['enableInference=True'] : []),
  ];
  return on.length > 0 ? on : ['enableTraining=True'];
}

/** The command that changes the extension, or words where the cluster is not known. */
export function updateExtension({ cluster, extension }: Place, change: string): string {
  return cluster === null
    ? `update the extension (${change})`
    : `${extensionCommand('update', cluster, { name: extension ?? EXTENSION_NAME })} ${change}`;
}

/** The commands that show the extension with its settings, remove it and install it again, or words where the cluster is not known. */
export function reinstallExtension(place: Place): string {
  const { cluster, extension } = place;
  if (cluster === null) return 'remove the extension, then install it';
  const name = extension ?? EXTENSION_NAME;
  return `${showExtension(place)}; ${extensionCommand('delete', cluster, { name })}; ${installExtension(place)}`;
}

/** A command of `az` that takes the cluster as its name, or words where the cluster is not known. */
export function onCluster({ cluster }: Pick<Place, 'cluster'>, command: string, otherwise: string): string {
  return cluster === null ? otherwise : clusterCommand(command, cluster);
}

/** Registers a resource provider where the cluster is, or else where the workspace is; words where neither is known. */
export function registerProvider({ cluster, workspace }: Place, provider: string): string {
  const scope = cluster ?? workspace;
  return scope === null ? `register ${provider}` : registerCommand(provider, subscriptionOf(scope));
}

/** Gives the workspace Trusted Access to an AKS cluster, or says so in words. */
export function bindWorkspace({ cluster, workspace }: Pick<Place, 'cluster' | 'workspace'>): string {
  return cluster === null || workspace === null || clusterKindOf(cluster) === 'arc'
    ? 'make a Trusted Access role binding for the workspace'
    : bindCommand(cluster, workspace);
}

/** The binding is named for its workspace; a name has at most 24 letters, digits and hyphens (REST description). */
function bindCommand(cluster: ClusterId, workspace: WorkspaceId): string {
  const name = `ml-${nameOf(workspace).replaceAll('_', '-')}`.slice(0, 24).replace(/-+$/, '');
  return shellLine('az aks trustedaccess rolebinding create', {
    name,
    'cluster-name': nameOf(cluster),
    ...groupOf(cluster),
    'source-resource-id': workspace,
    roles: MACHINE_LEARNING_ROLE,
  });
}
