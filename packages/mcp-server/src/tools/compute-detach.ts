import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { findCompute } from '../catalogue/find-compute.js';
import { inputParams } from '../catalogue/input-params.js';
import { outputFields } from '../catalogue/output-fields.js';
import {
  presentConfirmation,
  presentDetach,
  presentDetached,
  presentDetachRefused,
  presentDetachStarted,
} from '../present/present-detach.js';

/** Detaches a compute, once it is confirmed. */
export const computeDetach = defineTool({
  name: 'compute_detach',
  title: 'Detach a compute',
  description:
    'Removes a Kubernetes compute from the workspace; the cluster itself is never touched. A person has to confirm: the client asks, or the first call returns a plan and a confirm_token; show the plan to the user, and only after a yes call again with the token. Detaching what is gone is a success.',
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  input: {
    name: inputParams.name,
    confirm_token: inputParams.confirmToken,
  },
  output: {
    outcome: z
      .enum(['started', 'detached', 'already_detached', 'confirmation_required', 'refused'])
      .optional(),
    name: outputFields.name,
    state: outputFields.state,
    resource_id: outputFields.resource_id,
    namespace: outputFields.namespace,
    plan: z.string().optional(),
    confirm_token: z.string().optional(),
    expires_at: z.string().optional(),
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run({ name, confirm_token: token }, { client, confirmDetach, signal }) {
    const compute = await findCompute(client, name, signal);
    if (compute === null) return presentDetached(name, 'already_detached');
    if (compute.lifecycle.state === 'deleting') return presentDetachStarted(name);
    const answer = await confirmDetach({ compute, token, signal });
    switch (answer.kind) {
      case 'confirmed':
        return presentDetach(name, await client.detach(name, { signal }));
      case 'refused':
        return presentDetachRefused(compute, answer.reason);
      case 'unavailable':
        return presentConfirmation(compute, answer);
    }
  },
});
