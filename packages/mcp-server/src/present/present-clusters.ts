import type { FoundCluster, FoundClusters } from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';
import { presentState, unrecognizedState } from './present-state.js';
import { serviceWord } from './service-word.js';

/** What could not be read may be as many as there are workspaces. */
const MAX_NOT_READ = 50;

/** Clusters, so many at most, and what could not be read. */
export function presentClusters({ clusters, failures }: FoundClusters, limit: number) {
  return {
    clusters: clusters.slice(0, limit).map(presentCluster),
    total: clusters.length,
    ...(failures.length === 0 ? {} : { not_read: failures.slice(0, MAX_NOT_READ).map(presentFailure) }),
    next_step: nextStep(clusters.length, limit),
  };
}

function presentCluster({ cluster, extension, attachedAs, attachedElsewhere }: FoundCluster) {
  const { id, location, kubernetesVersion } = cluster;
  const kind: 'aks' | 'arc' = cluster.kind;
  const state = (cluster.kind === 'aks' ? cluster.powerState : cluster.connectivity) ?? 'Unknown';
  const version = serviceWord(kubernetesVersion, 'version');
  const untrusted = {
    ...unrecognizedState({ text: state }),
    ...(kubernetesVersion === null || version !== null
      ? {}
      : { kubernetes_version: cleanText(kubernetesVersion, 100) }),
  };
  return {
    resource_id: id,
    kind,
    state: presentState({ text: state }),
    location: serviceWord(location, 'region'),
    kubernetes_version: version,
    extension: presentExtension(extension),
    attached_as: attachedAs.map(presentName),
    ...(attachedElsewhere.length === 0
      ? {}
      : {
          attached_elsewhere: attachedElsewhere.map(({ workspaceId, name }) => ({
            workspace: workspaceId,
            name: presentName(name),
          })),
        }),
    ...(Object.keys(untrusted).length === 0 ? {} : { untrusted }),
  };
}

function presentName(name: string): string {
  return serviceWord(name, 'label') ?? '(unreadable name)';
}

function presentExtension(extension: FoundCluster['extension']): string {
  if (extension.kind !== 'read') return 'unknown';
  if (extension.value === null) return 'not_installed';
  return presentState({ text: extension.value.provisioningState ?? 'Unknown' });
}

function presentFailure({ subscriptionId, kind, workspaceId, error }: FoundClusters['failures'][number]) {
  return {
    subscription_id: subscriptionId,
    kind: String(kind),
    ...(workspaceId === null ? {} : { workspace: workspaceId }),
    code: error.code,
    hint: cleanText(error.hint),
  };
}

function nextStep(total: number, limit: number): string {
  if (total === 0) return 'No cluster was found: connect one with Azure Arc, or look in other subscriptions.';
  const more = total > limit ? `Only ${limit} of ${total} are shown: raise limit. ` : '';
  return `${more}Call compute_check_attach with the resource_id of one before compute_attach.`;
}
