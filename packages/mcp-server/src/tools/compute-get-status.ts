import * as z from 'zod';
import { defineTool, READS } from '../catalogue/define-tool.js';
import { fields, params } from '../catalogue/params.js';
import { presentStatus } from '../present/present-status.js';

export const computeGetStatus = defineTool({
  name: 'compute_get_status',
  title: 'Get compute status',
  description:
    'Reads one Kubernetes compute: its state, cluster, namespace, identity, times, and the causes if its attach failed. To wait for a change use compute_wait.',
  hints: READS,
  input: { name: params.name },
  output: {
    name: fields.name,
    state: fields.state,
    compute_id: z.string().optional(),
    resource_id: fields.resource_id,
    cluster_kind: z.enum(['aks', 'arc']).nullable().optional(),
    namespace: fields.namespace,
    location: z.string().nullable().optional(),
    identity: z.looseObject({}).nullable().optional(),
    created_at: z.string().nullable().optional(),
    modified_at: z.string().nullable().optional(),
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run({ name }, { client, signal }) {
    return presentStatus(await client.get(name, { signal }));
  },
});
