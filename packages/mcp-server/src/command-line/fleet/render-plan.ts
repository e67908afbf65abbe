import type { FleetChange, FleetPlan } from '@azureml-kubernetes/core';
import { plainCell, plainLine } from '../output/plain-line.js';
import { nameOf } from './name-of.js';
import { countPrepared, renderPreparations } from './render-preparations.js';

const SYMBOLS: Readonly<Record<FleetChange['action'], string>> = {
  attach: '+',
  update: '~',
  replace: '-/+',
  detach: '-',
  'under-way': '…',
  unchanged: '=',
  conflict: '!',
};

/** Writes a plan for eyes: what clusters lack, a line for each compute, one for each field that differs, and the totals. */
export function renderPlan(plan: FleetPlan): string {
  const lines = plan.changes.flatMap(renderChange);
  const failed = plan.failures.map(
    ({ workspaceId, error }) => `! ${nameOf(workspaceId)} cannot be read: ${error.summary}. ${error.hint}`,
  );
  const unlisted = plan.unlisted.map(
    ({ workspaceId, name }) =>
      `  ${nameOf(workspaceId)}/${plainCell(name)} is not in the file, and is left alone`,
  );
  const clusters = renderPreparations(plan.preparations);
  return [
    ...clusters,
    ...lines,
    ...failed,
    ...unlisted,
    renderTotals(plan),
    `Fingerprint: ${plan.fingerprint}`,
  ]
    .map((line) => `${plainLine(line)}\n`)
    .join('');
}

/** `Plan: 2 to attach, 1 to change, 0 to replace, 0 to detach, 3 unchanged.` */
export function renderTotals(plan: FleetPlan): string {
  const { totals } = plan;
  const prepared = countPrepared(plan);
  const { attach, update, replace, detach, unchanged, conflict } = totals;
  const parts = [
    `${attach} to attach`,
    `${update} to change`,
    `${replace} to replace`,
    `${detach} to detach`,
    `${unchanged} unchanged`,
    ...(totals['under-way'] > 0 ? [`${totals['under-way']} under way`] : []),
    ...(prepared > 0 ? [`${prepared} ${prepared === 1 ? 'cluster' : 'clusters'} to prepare`] : []),
    ...(conflict > 0 ? [`${conflict} in conflict`] : []),
  ];
  return `Plan: ${parts.join(', ')}.`;
}

function renderChange({ action, compute, workspaceId, differences, reason }: FleetChange): string[] {
  const place = `${nameOf(workspaceId)}/${compute.name}`;
  const head = `${SYMBOLS[action]} ${place}${reason === null ? '' : `: ${reason}`}`;
  return [
    head,
    ...differences.map(({ field, current, wanted }) => `    ${field}: ${shown(current)} → ${shown(wanted)}`),
  ];
}

/** What stands in Azure was written by others, so it is shown in quotes on one line. */
function shown(value: string | null): string {
  return value === null ? 'not set' : JSON.stringify(plainCell(value));
}
