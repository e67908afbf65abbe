import { type AttachReport, type Check, parseComputeName } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { configurationParams, inputParams } from '../catalogue/input-params.js';
import { namedList, namedText } from '../catalogue/named-values.js';
import { outputFields } from '../catalogue/output-fields.js';
import { ChecksFailedError } from '../present/checks-failed-error.js';
import { presentAttach, presentAttachPlan } from '../present/present-attach.js';
import { readConfiguration } from './read-configuration.js';

const NOT_CHECKED: AttachReport = { ready: true, checks: [] };

const input = {
  name: inputParams.name,
  resource_id: inputParams.resourceId,
  ...configurationParams,
  description: z.string().optional(),
  tags: namedList(namedText)
    .meta({ examples: [[{ name: 'team', value: 'ml' }]] })
    .optional(),
  dry_run: z.boolean().meta({ description: 'Only tell what would happen' }).optional(),
  replace: z.boolean().meta({ description: 'Overwrite a compute of that name; cannot be undone' }).optional(),
  skip_checks: z.boolean().meta({ description: 'Do not look at the cluster first' }).optional(),
};

/** Attaches a cluster, after checking it. */
export const computeAttach = defineTool({
  name: 'compute_attach',
  title: 'Attach a cluster',
  description:
    'Attaches an AKS or Azure Arc cluster as a compute, unless a quick check of the cluster fails. Returns at once; it takes minutes: follow it with compute_wait. Safe to repeat: the same specification counts as attached, another one under the name is a conflict.',
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  input,
  output: {
    outcome: z.enum(['started', 'already_attached', 'plan']).optional(),
    plan: z.enum(['attach', 'nothing', 'conflict']).optional(),
    differs: z.array(z.string()).optional(),
    name: outputFields.name,
    state: outputFields.state,
    resource_id: outputFields.resource_id,
    namespace: outputFields.namespace,
    warnings: z.array(z.string()).optional(),
    checks: z.array(z.looseObject({})).optional(),
    next_step: outputFields.next_step,
    untrusted: outputFields.untrusted,
  },
  async run({ dry_run, replace, skip_checks = false, ...asked }, { client, signal }) {
    const name = parseComputeName(asked.name);
    const configuration = readConfiguration(asked);
    const look = async (): Promise<AttachReport> =>
      skip_checks ? NOT_CHECKED : client.checkAttach(name, configuration, { scope: 'cluster', signal });
    if (dry_run === true) {
      const [plan, report] = await Promise.all([client.plan(name, configuration, { signal }), look()]);
      return presentAttachPlan(name, configuration, { plan, report });
    }
    let checks: readonly Check[] = [];
    const beforeWrite = async (): Promise<void> => {
      checks = requireReady(await look());
    };
    const result = await client.attach(name, configuration, { replace, beforeWrite, signal });
    return presentAttach(name, result, checks);
  },
});

/** @throws ChecksFailedError when a check failed. */
function requireReady({ checks }: AttachReport): readonly Check[] {
  const [first, ...others] = checks.filter(({ status }) => status === 'fail');
  if (first !== undefined) throw new ChecksFailedError([first, ...others]);
  return checks;
}
