import type { FoundCluster, FoundClusters } from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';
import { presentState, unrecognizedState } from './present-state.js';
import { serviceWord } from './service-word.js';
import { toolWord } from './tool-word.js';

/** What could not be read may be as many as there are workspaces. */
const MAX_NOT_READ = 50;

/** Documented: usually under a minute, at times minutes; no header or column tells the age of a row. */
const INDEX_AGE =
  "From Azure Resource Graph's index, usually under a minute old and at times much older: a new cluster or extension may be missing, a deleted one may still show. compute_check_attach reads what is true now.";

/** Clusters, so many at most, and what could not be read. */
export function presentClusters(
  { subscriptionIds, clusters, failures }: FoundClusters,
  { limit, offers }: { readonly limit: number; readonly offers: (tool: string) => boolean },
) {
  return {
    clusters: clusters.slice(0, limit).map(presentCluster),
    total: clusters.length,
    subscriptions: subscriptionIds.length,
    ...(clusters.some(isIndexed) ? { index_age: INDEX_AGE } : {}),
    ...(failures.length === 0 ? {} : { not_read: failures.slice(0, MAX_NOT_READ).map(presentFailure) }),
    next_step: nextStep(clusters, limit) + prepareFirst(clusters, offers),
  };
}

function isIndexed({ source, extensionSource }: FoundCluster): boolean {
  return source === 'resource-graph' || extensionSource === 'resource-graph';
}

function presentCluster(found: FoundCluster) {
  const { cluster, attachedAs, attachedElsewhere } = found;
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
    extension: presentExtension(found),
    source: toolWord(found.source),
    extension_source: toolWord(found.extensionSource),
    ...(found.isInSubscription ? {} : { other_subscription: true }),
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

/** Absence in the index proves nothing, so it has a word of its own. */
function presentExtension({ extension, extensionSource }: FoundCluster): string {
  if (extension.kind !== 'read') return 'unknown';
  if (extension.value === null) return extensionSource === 'list' ? 'not_installed' : 'not_found_in_index';
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

/** A cluster that is seen to have no extension cannot be attached yet. */
function prepareFirst(clusters: readonly FoundCluster[], offers: (tool: string) => boolean): string {
  const isBare = clusters.some((found) => presentExtension(found) === 'not_installed');
  return isBare && offers('cluster_prepare')
    ? ' One whose extension is not_installed needs cluster_prepare before that.'
    : '';
}

function nextStep(clusters: FoundClusters['clusters'], limit: number): string {
  const total = clusters.length;
  if (total === 0)
    return 'No cluster was seen. One that this identity may not read does not show, and a new one may not show yet: check its rights, name other subscriptions, or connect a cluster with Azure Arc.';
  const more = total > limit ? `Only ${limit} of ${total} are shown: raise limit. ` : '';
  const elsewhere = clusters.every(({ isInSubscription }) => isInSubscription)
    ? ''
    : ' One with other_subscription cannot be attached to this workspace.';
  return `${more}Call compute_check_attach with the resource_id of one before compute_attach.${elsewhere}`;
}
