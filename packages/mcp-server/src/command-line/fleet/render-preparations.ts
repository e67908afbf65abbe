import type { FleetPlan, PreparationStep } from '@azureml-kubernetes/core';
import { nameOf } from './name-of.js';

type FleetPreparation = FleetPlan['preparations'][number];

/** Writes what clusters lack: a line for each cluster, one for each step that is not done, and what it costs or can break. */
export function renderPreparations(preparations: readonly FleetPreparation[]): string[] {
  return preparations.flatMap((preparation) => {
    const { target, computes } = preparation;
    const head = `* cluster ${nameOf(target.resourceId)}, for ${computes.join(', ')}`;
    if (preparation.kind === 'failed')
      return [`! ${head.slice(2)}: cannot be looked at: ${preparation.error.summary}`];
    const open = preparation.plan.steps.filter(({ state }) => state !== 'done');
    if (open.length === 0) return [`= ${head.slice(2)}: prepared`];
    return [head, ...open.flatMap(renderStep), ...preparation.plan.warnings.map((text) => `    ${text}`)];
  });
}

function renderStep({ id, state, summary, changes, warnings, minutes, command }: PreparationStep): string[] {
  const time = state === 'needed' && minutes > 0 ? `, about ${minutes} min` : '';
  const dangers = changes.flatMap(({ danger }) => (danger === null ? [] : [danger]));
  const byHand = state === 'by-hand' && command !== null ? command.split('\n') : [];
  return [
    `    ${id} (${state}${time}): ${summary}`,
    ...[...dangers, ...warnings, ...byHand].map((text) => `      ${text}`),
  ];
}

/** How many clusters an apply would change. */
export function countPrepared({ preparations }: FleetPlan): number {
  return preparations.filter(
    (one) => one.kind === 'planned' && one.plan.steps.some(({ state }) => state === 'needed'),
  ).length;
}
