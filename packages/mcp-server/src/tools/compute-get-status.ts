import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { inputParams } from '../catalogue/input-params.js';
import { outputFields } from '../catalogue/output-fields.js';
import { READ_ONLY_HINTS } from '../catalogue/tool-hints.js';
import { presentStatus } from '../present/present-status.js';

/** Reads one compute. */
export const computeGetStatus = defineTool({
  name: 'compute_get_status',
  title: 'Get compute status',
  description:
    'Reads one Kubernetes compute: its state, cluster, namespace, identity, times, and the causes if its attach failed. To wait for a change use compute_wait.',
  hints: READ_ONLY_HINTS,
  input: { name: inputParams.name },
  output: {
    name: outputFields.name,
    state: outputFields.state,
    compute_id: z.string().optional(),
    resource_id: outputFields.resource_id,
    cluster_kind: z.enum(['aks', 'arc']).nullable().optional(),
    namespace: outputFields.namespace,
    location: z.string().nullable().optional(),
    identity: z.looseObject({}).nullable().optional(),
    created_at: z.string().nullable().optional(),
    modified_at: z.string().nullable().optional(),
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run({ name }, { client, signal }) {
    return presentStatus(await client.get(name, { signal }));
  },
});
