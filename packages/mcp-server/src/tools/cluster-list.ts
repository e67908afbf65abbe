import {
  ForbiddenError,
  InvalidInputError,
  type WorkspaceName,
  workspaceIdOf,
} from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { outputFields } from '../catalogue/output-fields.js';
import { READ_ONLY_HINTS } from '../catalogue/tool-hints.js';
import { presentClusters } from '../present/present-clusters.js';

/** What one query of Azure Resource Graph is asked for. */
const MAX_SUBSCRIPTIONS = 250;

/** Lists clusters in all subscriptions that the caller sees, and where they are attached. */
export const clusterList = defineTool({
  name: 'cluster_list',
  title: 'List clusters',
  description:
    'Lists AKS and Azure Arc clusters with their state, that of the AzureML extension, and where they are attached.',
  hints: READ_ONLY_HINTS,
  input: {
    subscription_ids: z
      .array(z.string())
      .meta({ description: 'Default: all that you see', examples: [['<subscription-guid>']] })
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
      .array(
        z.looseObject({ resource_id: z.string(), kind: z.enum(['aks', 'arc']), state: outputFields.state }),
      )
      .optional(),
    total: z.int().optional(),
    not_read: z.array(z.looseObject({})).optional(),
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run({ subscription_ids, all_workspaces, limit }, { client, allowed, offers, signal }) {
    requireAtMost(subscription_ids ?? [], MAX_SUBSCRIPTIONS);
    requireAllowed(subscription_ids ?? [], allowed);
    const found = await client.findClusters({
      subscriptionIds: subscription_ids ?? subscriptionsOf(allowed),
      workspaces: all_workspaces === true ? (allowed?.map(workspaceIdOf) ?? 'all') : [],
      signal,
    });
    return presentClusters(found, { limit, offers });
  },
});

/** A server that is held to some workspaces looks where their clusters can be, any other everywhere. */
function subscriptionsOf(allowed: readonly WorkspaceName[] | null): readonly string[] | 'all' {
  return allowed?.map(({ subscriptionId }) => subscriptionId) ?? 'all';
}

function requireAtMost(subscriptionIds: readonly string[], max: number): void {
  if (subscriptionIds.length <= max) return;
  throw new InvalidInputError({
    field: 'subscription_ids',
    rule: `must be at most ${max} subscriptions`,
    example: '["11111111-2222-3333-4444-555555555555"], and the others in further calls',
  });
}

/** A server that is held to some workspaces does not look elsewhere. */
function requireAllowed(asked: readonly string[], allowed: readonly WorkspaceName[] | null): void {
  const known = allowed?.map(({ subscriptionId }) => subscriptionId.toLowerCase());
  if (asked.every((id) => known?.includes(id.toLowerCase()) ?? true)) return;
  throw new ForbiddenError('this server does not look into one of these subscriptions', {
    hint: 'Leave subscription_ids out, or name subscriptions of the workspaces that the server was started with',
  });
}
