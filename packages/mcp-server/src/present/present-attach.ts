import {
  type AttachConfiguration,
  type AttachPlan,
  type AttachReport,
  type AttachResult,
  type Check,
  type ComputeName,
  computeNameWarnings,
  isTerminal,
} from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';
import { NEXT_STEPS } from './next-steps.js';
import { parameterOf } from './parameter-of.js';
import { presentChecks } from './present-checks.js';
import { presentCompute } from './present-compute.js';

/** What an attach came to; `checks` are those that were made before it. */
export function presentAttach(
  requested: ComputeName,
  { kind, compute }: AttachResult,
  checks: readonly Check[],
) {
  const { name, state, resource_id, namespace, untrusted } = presentCompute(compute);
  const done = isTerminal(compute.lifecycle);
  return {
    outcome: kind === 'started' ? ('started' as const) : ('already_attached' as const),
    name,
    state,
    resource_id,
    namespace,
    next_step: done
      ? NEXT_STEPS.attached
      : `Call compute_wait with name "${name}" until it is attached; that takes minutes.`,
    ...(untrusted === undefined ? {} : { untrusted }),
    ...warningsOf(requested, checks),
  };
}

interface Planned {
  readonly plan: AttachPlan;
  readonly report: AttachReport;
}

/** What an attach would do. */
export function presentAttachPlan(
  name: ComputeName,
  { resourceId, namespace }: AttachConfiguration,
  { plan, report }: Planned,
) {
  const seen = report.checks.length === 0 ? null : presentChecks(report.checks);
  const { untrusted: differing, ...step } = presentStep(plan, report);
  const untrusted = { ...seen?.untrusted, ...differing };
  return {
    outcome: 'plan' as const,
    name,
    resource_id: resourceId,
    namespace: String(namespace ?? 'default'),
    ...(seen === null ? {} : { checks: seen.checks }),
    ...step,
    ...(Object.keys(untrusted).length === 0 ? {} : { untrusted }),
    ...warningsOf(name, []),
  };
}

function presentStep(plan: AttachPlan, { ready }: AttachReport) {
  switch (plan.kind) {
    case 'attach':
      return {
        plan: plan.kind,
        untrusted: {},
        next_step: ready
          ? 'Nothing was changed. Call compute_attach without dry_run.'
          : 'Nothing was changed. Do what fix says for each check with status fail, then call compute_attach.',
      };
    case 'nothing':
      return {
        plan: plan.kind,
        untrusted: {},
        next_step: 'Nothing to do: it is attached like this already.',
      };
    case 'conflict':
      return presentConflict(plan);
  }
}

function presentConflict({ kind, differences, compute }: AttachPlan & { kind: 'conflict' }) {
  const shown = differences.map(({ field, current, wanted }) => ({
    field: parameterOf(field),
    current: current === null ? null : cleanText(current, 300),
    wanted: wanted === null ? null : cleanText(wanted, 300),
  }));
  return {
    plan: kind,
    differs: differences.map(({ field }) => parameterOf(field)),
    next_step:
      compute === null
        ? 'The name belongs to a compute of another type: choose another name.'
        : 'The name is taken: choose another, detach the compute first, or attach with replace.',
    untrusted: { differences: shown },
  };
}

function warningsOf(name: ComputeName, checks: readonly Check[]): { warnings?: string[] } {
  const warnings = [
    ...computeNameWarnings(name).map((warning) => `the name ${warning}`),
    ...checks.filter(({ status }) => status === 'warn').map(({ id, fix }) => `${id}: ${fix ?? 'look at it'}`),
  ];
  return warnings.length === 0 ? {} : { warnings };
}
