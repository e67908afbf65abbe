import {
  type AttachConfiguration,
  type AttachPlan,
  type AttachReport,
  type AttachResult,
  type Check,
  computeNameWarnings,
  isTerminal,
  parseComputeName,
} from '@azureml-kubernetes/core';
import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { configurationParams, fields, params } from '../catalogue/params.js';
import { ChecksFailedError } from '../present/checks-failed-error.js';
import { cleanText } from '../present/clean-text.js';
import { presentChecks } from '../present/present-checks.js';
import { presentCompute } from '../present/present-compute.js';
import { readConfiguration } from './read-configuration.js';

const input = {
  name: params.name,
  resource_id: params.resourceId,
  ...configurationParams,
  description: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  dry_run: z.boolean().meta({ description: 'Only tell what would happen' }).optional(),
  replace: z.boolean().meta({ description: 'Overwrite a compute of that name; cannot be undone' }).optional(),
  skip_checks: z.boolean().meta({ description: 'Do not look at the cluster first' }).optional(),
};

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
    name: fields.name,
    state: fields.state,
    resource_id: fields.resource_id,
    namespace: fields.namespace,
    warnings: z.array(z.string()).optional(),
    checks: z.array(z.looseObject({})).optional(),
    next_step: fields.next_step,
    untrusted: fields.untrusted,
  },
  async run(asked, { client, operations, signal }) {
    const name = parseComputeName(asked.name);
    const configuration = readConfiguration(asked);
    const look = async (): Promise<AttachReport> =>
      asked.skip_checks === true
        ? { ready: true, checks: [] }
        : client.checkAttach(name, configuration, { scope: 'cluster', signal });
    if (asked.dry_run === true) {
      const [plan, report] = await Promise.all([client.plan(name, configuration, { signal }), look()]);
      return { ...presentPlan(name, configuration, { plan, report }), ...warningsOf(name, []) };
    }
    let checks: readonly Check[] = [];
    const beforeWrite = async (): Promise<void> => {
      checks = requireReady(await look());
    };
    const result = await client.attach(name, configuration, { replace: asked.replace, beforeWrite, signal });
    if (result.operation !== null) operations.remember(result.operation);
    return { ...presentResult(result), ...warningsOf(name, checks) };
  },
});

/** @throws ChecksFailedError when a check failed. */
function requireReady({ checks }: AttachReport): readonly Check[] {
  const [first, ...others] = checks.filter(({ status }) => status === 'fail');
  if (first !== undefined) throw new ChecksFailedError([first, ...others]);
  return checks;
}

function warningsOf(name: string, checks: readonly Check[]): { warnings?: string[] } {
  const warnings = [
    ...computeNameWarnings(parseComputeName(name)).map((warning) => `the name ${warning}`),
    ...checks.filter(({ status }) => status === 'warn').map(({ id, fix }) => `${id}: ${fix ?? 'look at it'}`),
  ];
  return warnings.length === 0 ? {} : { warnings };
}

interface Planned {
  readonly plan: AttachPlan;
  readonly report: AttachReport;
}

function presentPlan(
  name: string,
  { resourceId, namespace }: AttachConfiguration,
  { plan, report }: Planned,
) {
  const { checks, untrusted } = presentChecks(report.checks);
  const wanted = {
    outcome: 'plan' as const,
    name,
    resource_id: resourceId,
    namespace: namespace ?? 'default',
  };
  const seen = checks.length === 0 ? {} : { checks, untrusted };
  switch (plan.kind) {
    case 'attach':
      return {
        ...wanted,
        ...seen,
        plan: plan.kind,
        next_step: report.ready
          ? 'Nothing was changed. Call compute_attach without dry_run.'
          : 'Nothing was changed. Do what fix says for each check with status fail, then call compute_attach.',
      };
    case 'nothing':
      return {
        ...wanted,
        ...seen,
        plan: plan.kind,
        next_step: 'Nothing to do: it is attached like this already.',
      };
    case 'conflict': {
      const conflict = presentConflict(plan);
      return { ...wanted, ...seen, ...conflict, untrusted: { ...seen.untrusted, ...conflict.untrusted } };
    }
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
