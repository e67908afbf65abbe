import {
  type AttachConfiguration,
  type AttachPlan,
  type AttachResult,
  computeNameWarnings,
  isTerminal,
  parseComputeName,
} from '@azureml-kubernetes/core';
import * as z from 'zod';
import { cleanText } from '../present/clean-text.js';
import { presentCompute } from '../present/present-compute.js';
import { defineTool } from './define-tool.js';
import { configurationParams, fields, params } from './params.js';
import { readConfiguration } from './read-configuration.js';

const input = {
  name: params.name,
  resource_id: params.resourceId,
  ...configurationParams,
  description: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  dry_run: z.boolean().meta({ description: 'Only tell what would happen' }).optional(),
  replace: z.boolean().meta({ description: 'Overwrite a compute of that name; cannot be undone' }).optional(),
};

export const computeAttach = defineTool({
  name: 'compute_attach',
  title: 'Attach a cluster',
  description:
    'Attaches an AKS or Azure Arc cluster to the workspace as a compute. Returns at once; the attach takes minutes: follow it with compute_wait. Safe to repeat: the same specification is reported as already attached, another one under the same name is a conflict.',
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  input,
  output: {
    outcome: z.enum(['started', 'already_attached', 'plan']).optional(),
    plan: z.enum(['attach', 'nothing', 'conflict']).optional(),
    differs: z.array(z.string()).optional(),
    name: fields.name,
    state: fields.state,
    resource_id: fields.resource_id,
    namespace: fields.namespace,
    warnings: z.array(z.string()).optional(),
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run(asked, { client, operations, signal }) {
    const name = parseComputeName(asked.name);
    const configuration = readConfiguration(asked);
    const warnings = computeNameWarnings(name).map((warning) => `the name ${warning}`);
    const noted = warnings.length === 0 ? {} : { warnings };
    if (asked.dry_run === true) {
      const plan = await client.plan(name, configuration, { signal });
      return { ...presentPlan(name, configuration, plan), ...noted };
    }
    const result = await client.attach(name, configuration, { replace: asked.replace, signal });
    if (result.operation !== null) operations.remember(result.operation);
    return { ...presentResult(result), ...noted };
  },
});

function presentPlan(name: string, { resourceId, namespace }: AttachConfiguration, plan: AttachPlan) {
  const wanted = {
    outcome: 'plan' as const,
    name,
    resource_id: resourceId,
    namespace: namespace ?? 'default',
  };
  switch (plan.kind) {
    case 'attach':
      return {
        ...wanted,
        plan: plan.kind,
        next_step: 'Nothing was changed. Call compute_attach without dry_run.',
      };
    case 'nothing':
      return { ...wanted, plan: plan.kind, next_step: 'Nothing to do: it is attached like this already.' };
    case 'conflict':
      return { ...wanted, ...presentConflict(plan) };
  }
}

function presentConflict({ kind, differences, compute }: AttachPlan & { kind: 'conflict' }) {
  const shown = differences.map(({ field, current, wanted }) => ({
    field: toParameter(field),
    current: current === null ? null : cleanText(current, 300),
    wanted: wanted === null ? null : cleanText(wanted, 300),
  }));
  return {
    plan: kind,
    differs: differences.map(({ field }) => toParameter(field)),
    next_step:
      compute === null
        ? 'The name belongs to a compute of another type: choose another name.'
        : 'The name is taken: choose another, detach the compute first, or attach with replace.',
    untrusted: { differences: shown },
  };
}

function toParameter(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function presentResult({ kind, compute }: AttachResult) {
  const { name, state, resource_id, namespace, untrusted } = presentCompute(compute);
  const done = isTerminal(compute.lifecycle);
  return {
    outcome: kind === 'started' ? ('started' as const) : ('already_attached' as const),
    name,
    state,
    resource_id,
    namespace,
    next_step: done
      ? 'Attached: jobs can be sent to it.'
      : `Call compute_wait with name "${name}" until it is attached; that takes minutes.`,
    ...(untrusted === undefined ? {} : { untrusted }),
  };
}
