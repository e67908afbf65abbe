import { parseComputeName } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { inputParams } from '../catalogue/input-params.js';
import { outputFields } from '../catalogue/output-fields.js';
import { READ_ONLY_HINTS } from '../catalogue/tool-hints.js';
import { boundedSeconds } from '../catalogue/wait-seconds.js';
import { presentWait } from '../present/present-wait.js';
import { waitForCompute } from './wait-for-compute.js';

/** Waits until a compute is attached or detached. */
export const computeWait = defineTool({
  name: 'compute_wait',
  title: 'Wait for a compute',
  description:
    'Waits until a compute is attached, detached or either, for at most max_wait_seconds. Not there in time is no failure: outcome timed_out, call again. Works for whatever started the attach or detach.',
  hints: READ_ONLY_HINTS,
  input: {
    name: inputParams.name,
    until: z.enum(['attached', 'detached', 'any']).default('attached'),
    max_wait_seconds: inputParams.maxWaitSeconds,
  },
  output: {
    outcome: z.enum(['reached', 'failed', 'timed_out']).optional(),
    name: outputFields.name,
    state: outputFields.state,
    until: z.string().optional(),
    max_wait_seconds: z.int().meta({ description: 'After the cap' }).optional(),
    waited_seconds: z.number().optional(),
    resource_id: outputFields.resource_id,
    namespace: outputFields.namespace,
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run({ name: text, until, max_wait_seconds }, context) {
    const name = parseComputeName(text);
    const seconds = boundedSeconds(max_wait_seconds, context);
    const outcome = await waitForCompute(context, name, { until, seconds });
    return { name, until, max_wait_seconds: seconds, ...presentWait(outcome, { name, until }) };
  },
});
