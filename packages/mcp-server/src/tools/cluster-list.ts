import {
  ForbiddenError,
  type FoundCluster,
  type FoundClusters,
  InvalidInputError,
  type WorkspaceName,
  workspaceIdOf,
} from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool, READS } from '../catalogue/define-tool.js';
import { fields } from '../catalogue/params.js';
import { cleanText } from '../present/clean-text.js';
import { serviceWord } from '../present/service-word.js';

/** Each costs two requests and more, and one call is to end soon. */
const MAX_SUBSCRIPTIONS = 20;
/** What could not be read may be as many as there are workspaces. */
const MAX_NOT_READ = 50;

export const clusterList = defineTool({
  name: 'cluster_list',
  title: 'List clusters',
  description:
    'Lists AKS and Azure Arc clusters with their state, that of the AzureML extension, and where they are attached.',
  hints: READS,
  input: {
    subscription_ids: z
      .array(z.string())
      .meta({ description: "Default: the workspace's own", examples: [['<subscription-guid>']] })
      .optional(),
    all_workspaces: z.boolean().meta({ description: 'See where else each is attached' }).optional(),
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
  async run({ subscription_ids, all_workspaces, limit }, { client, allowed, signal }) {
    requireFew(subscription_ids ?? []);
    requireAllowed(subscription_ids ?? [], allowed);
    const { clusters, failures } = await client.findClusters({
      subscriptionIds: subscription_ids,
      workspaces: all_workspaces === true ? (allowed?.map(workspaceIdOf) ?? 'all') : [],
      signal,
    });
    return {
      clusters: clusters.slice(0, limit).map(presentCluster),
      total: clusters.length,
      ...(failures.length === 0 ? {} : { not_read: failures.slice(0, MAX_NOT_READ).map(presentFailure) }),
      next_step: nextStep(clusters.length, limit),
    };
  },
});

function requireFew(subscriptionIds: readonly string[]): void {
  if (subscriptionIds.length <= MAX_SUBSCRIPTIONS) return;
  throw new InvalidInputError({
    field: 'subscription_ids',
    rule: `must be at most ${MAX_SUBSCRIPTIONS} subscriptions`,
    example: '["11111111-2222-3333-4444-555555555555"], and the others in further calls',
  });
}

/** A server that is held to some workspaces looks only where their clusters can be. */
function requireAllowed(asked: readonly string[], allowed: readonly WorkspaceName[] | null): void {
  const known = allowed?.map(({ subscriptionId }) => subscriptionId.toLowerCase());
  if (asked.every((id) => known?.includes(id.toLowerCase()) ?? true)) return;
  throw new ForbiddenError('this server does not look into one of these subscriptions', {
    hint: 'Leave subscription_ids out, or name subscriptions of the workspaces that the server was started with',
  });
}

function presentCluster({ cluster, extension, attachedAs, attachedElsewhere }: FoundCluster) {
  const { id, kind, location, kubernetesVersion } = cluster;
  const state = cluster.kind === 'aks' ? cluster.powerState : cluster.connectivity;
  return {
    resource_id: id,
    kind,
    state: serviceWord(state, 'state') ?? 'Unknown',
    location: serviceWord(location, 'label'),
    kubernetes_version: /^v?[\w.+-]{1,40}$/.test(kubernetesVersion ?? '') ? kubernetesVersion : null,
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
  };
}

function presentName(name: string): string {
  return serviceWord(name, 'label') ?? '(unreadable name)';
}

function presentExtension(extension: FoundCluster['extension']): string {
  if (extension.kind !== 'read') return 'unknown';
  if (extension.value === null) return 'not_installed';
  return serviceWord(extension.value.provisioningState, 'state') ?? 'Unknown';
}

function presentFailure({ subscriptionId, kind, workspaceId, error }: FoundClusters['failures'][number]) {
  return {
    subscription_id: subscriptionId,
    kind,
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
