import type { FleetPlan } from '@azureml-kubernetes/core';
import { nameOf } from './name-of.js';
import { renderPlan, renderTotals } from './render-plan.js';

/** A comment of a pull request holds 65,536 characters (reported); whole sections are left out above this. */
const MAX_LENGTH = 60_000;

/** Writes a plan for a pull request. The first line lets a later run find the comment again. */
export function renderReport(plan: FleetPlan, file: string): string {
  const head = [`<!-- azureml-kubernetes:fleet:${file.replaceAll('--', '')} -->`, '', renderTotals(plan), ''];
  const workspaces = [...new Set(plan.changes.map(({ workspaceId }) => workspaceId.toLowerCase()))];
  const sections = workspaces.map((id) => renderSection(plan, id));
  const kept: string[] = [];
  for (const section of sections) {
    const length = [...head, ...kept, section].join('\n').length;
    if (length <= MAX_LENGTH) kept.push(section);
  }
  const left = sections.length - kept.length;
  const more =
    left === 0 ? [] : [`${left} workspaces are left out here, because the report would be too long.`, ''];
  return [...head, ...kept, ...more, `Fingerprint: \`${plan.fingerprint}\``, ''].join('\n');
}

function renderSection(plan: FleetPlan, workspaceKey: string): string {
  const changes = plan.changes.filter(({ workspaceId }) => workspaceId.toLowerCase() === workspaceKey);
  const preparations = plan.preparations.filter((one) => one.workspaceId.toLowerCase() === workspaceKey);
  const text = renderPlan({ ...plan, changes, preparations, unlisted: [], failures: [] });
  const lines = text.split('\n').filter((line) => !/^(?:Plan|Fingerprint):/.test(line));
  const name = nameOf(changes[0]?.workspaceId ?? workspaceKey);
  return [
    '<details>',
    `<summary>${name}</summary>`,
    '',
    '```diff',
    ...lines.map(asDiff),
    '```',
    '',
    '</details>',
    '',
  ].join('\n');
}

/** A block of code ends at three backticks, so none may stand in it; `~` has no colour in a diff. */
function asDiff(line: string): string {
  const safe = line.replaceAll('`', "'");
  return safe.startsWith('~') || safe.startsWith('-/+') ? `! ${safe}` : safe;
}
