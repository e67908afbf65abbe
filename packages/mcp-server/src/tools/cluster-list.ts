import type { FoundCluster, FoundClusters } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { cleanText } from '../present/clean-text.js';
import { serviceWord } from '../present/service-word.js';
import { defineTool, READS } from './define-tool.js';
import { fields } from './params.js';

export const clusterList = defineTool({
  name: 'cluster_list',
  title: 'List clusters',
  description:
    'Lists AKS and Azure Arc clusters that could be attached, with their state, the state of the AzureML extension, and where they are attached already.',
  hints: READS,
  input: {
    subscription_ids: z
      .array(z.string())
      .meta({
        description: "Subscriptions to look in; default: the workspace's own, where AKS has to be",
        examples: [['<subscription-guid>']],
      })
      .optional(),
    limit: z
      .int()
      .min(1)
      .max(100)
      .default(50)
      .meta({ examples: [50] }),
  },
  output: {
    clusters: z
      .array(z.looseObject({ resource_id: z.string(), kind: z.enum(['aks', 'arc']), state: fields.state }))
      .optional(),
    total: z.int().optional(),
    not_read: z.array(z.looseObject({})).optional(),
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run({ subscription_ids, limit }, { client, signal }) {
    const { clusters, failures } = await client.findClusters({ subscriptionIds: subscription_ids, signal });
    return {
      clusters: clusters.slice(0, limit).map(presentCluster),
      total: clusters.length,
      ...(failures.length === 0 ? {} : { not_read: failures.map(presentFailure) }),
      next_step: nextStep(clusters.length, limit),
    };
  },
});

function presentCluster({ cluster, extension, attachedAs }: FoundCluster) {
  const { id, kind, location, kubernetesVersion } = cluster;
  const state = cluster.kind === 'aks' ? cluster.powerState : cluster.connectivity;
  return {
    resource_id: id,
    kind,
    state: serviceWord(state, 'state') ?? 'Unknown',
    location: serviceWord(location, 'label'),
    kubernetes_version: /^v?[\w.+-]{1,40}$/.test(kubernetesVersion ?? '') ? kubernetesVersion : null,
    extension: presentExtension(extension),
    attached_as: attachedAs.map((name) => serviceWord(name, 'label') ?? '(unreadable name)'),
  };
}

function presentExtension(extension: FoundCluster['extension']): string {
  if (extension.kind !== 'read') return 'unknown';
  if (extension.value === null) return 'not_installed';
  return serviceWord(extension.value.provisioningState, 'state') ?? 'Unknown';
}

function presentFailure({ subscriptionId, kind, error }: FoundClusters['failures'][number]) {
  return { subscription_id: subscriptionId, kind, code: error.code, hint: cleanText(error.hint) };
}

function nextStep(total: number, limit: number): string {
  if (total === 0) return 'No cluster was found: connect one with Azure Arc, or look in other subscriptions.';
  const more = total > limit ? `Only ${limit} of ${total} are shown: raise limit. ` : '';
  return `${more}Call compute_check_attach with the resource_id of one before compute_attach.`;
}
