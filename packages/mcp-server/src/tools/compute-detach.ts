import { type Compute, ConflictError, type DetachResult } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { fields, params } from '../catalogue/params.js';
import type { Confirmation, ToolContext } from '../catalogue/tool-context.js';
import { presentCompute } from '../present/present-compute.js';
import { computeFingerprint } from './compute-fingerprint.js';
import { findCompute } from './find-compute.js';
import { withHeartbeat } from './heartbeat.js';

/** How long a person may think; told to the client, whose patience may be shorter. */
const CONFIRM_SECONDS = 300;

export const computeDetach = defineTool({
  name: 'compute_detach',
  title: 'Detach a compute',
  description:
    'Removes a Kubernetes compute from the workspace; the cluster itself is never touched. A person has to confirm: the client asks, or the first call returns a plan and a confirm_token; show the plan to the user, and only after a yes call again with the token. Detaching what is gone is a success.',
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  input: {
    name: params.name,
    confirm_token: z
      .string()
      .meta({ description: 'From the first call, once the user has agreed; valid for 5 minutes' })
      .optional(),
  },
  output: {
    outcome: z
      .enum(['started', 'detached', 'already_detached', 'confirmation_required', 'refused'])
      .optional(),
    name: fields.name,
    state: fields.state,
    resource_id: fields.resource_id,
    namespace: fields.namespace,
    plan: z.string().optional(),
    confirm_token: z.string().optional(),
    expires_at: z.string().optional(),
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run({ name, confirm_token: token }, context) {
    const { client, confirmDetach, signal } = context;
    const compute = await findCompute(client, name, signal);
    if (compute === null) return presentGone(name, 'already_detached');
    if (compute.lifecycle.state === 'deleting') return presentStarted(name);
    const message = (): string => `waiting until the detach of ${name} is confirmed`;
    const answer = await withHeartbeat({ context, seconds: CONFIRM_SECONDS, message }, () =>
      confirmDetach({ compute, token, signal }),
    );
    if (answer.kind !== 'confirmed') return presentUnconfirmed(compute, answer);
    if (answer.how === 'asked') await requireUnchanged(compute, context);
    return send(name, context);
  },
});

async function send(name: string, { client, operations, workspace, signal }: ToolContext) {
  const result = await client.detach(name, { signal });
  if (result.operation === null) operations.forget(`${workspace.id}/computes/${name}`);
  else operations.remember(result.operation);
  return presentResult(name, result);
}

/** The person agreed to what was shown, not to what may have taken its place meanwhile. */
async function requireUnchanged(shown: Compute, { client, signal }: ToolContext): Promise<void> {
  const now = await findCompute(client, shown.name, signal);
  if (now === null || computeFingerprint(shown) === computeFingerprint(now)) return;
  throw new ConflictError('the compute has changed while it was being confirmed', {
    hint: 'Read it with compute_get_status, then call compute_detach again',
    retryable: true,
  });
}

function presentResult(name: string, { kind }: DetachResult) {
  switch (kind) {
    case 'started':
      return presentStarted(name);
    case 'detached':
      return presentGone(name, 'detached');
    case 'already-detached':
      return presentGone(name, 'already_detached');
  }
}

function presentStarted(name: string) {
  return {
    outcome: 'started' as const,
    name,
    state: 'Deleting',
    next_step: `Call compute_wait with name "${name}" and until "detached".`,
  };
}

function presentGone(name: string, outcome: 'detached' | 'already_detached') {
  return {
    outcome,
    name,
    state: 'Absent',
    next_step: 'Done: there is no compute of that name in the workspace.',
  };
}

function presentUnconfirmed(compute: Compute, answer: Exclude<Confirmation, { kind: 'confirmed' }>) {
  const { name, state, resource_id, namespace, untrusted } = presentCompute(compute);
  const subject = { name, state, resource_id, namespace, ...(untrusted === undefined ? {} : { untrusted }) };
  if (answer.kind === 'refused') {
    return {
      ...subject,
      outcome: 'refused' as const,
      next_step: `Stop: ${answer.reason}, so nothing was changed. Do not try again unless the user asks for it.`,
    };
  }
  return {
    ...subject,
    outcome: 'confirmation_required' as const,
    plan: `Remove ${name} from the workspace. Jobs can no longer be sent to it; the cluster and what runs in it stay.`,
    confirm_token: answer.token,
    expires_at: answer.expiresAt,
    next_step:
      'Show the plan to the user. Only if they agree, call compute_detach again with this confirm_token.',
  };
}
