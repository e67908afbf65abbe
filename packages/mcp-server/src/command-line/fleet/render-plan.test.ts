import { type FleetChange, type FleetPlan, parseFleet } from '@azureml-kubernetes/core';
import { expect, it } from 'vitest';
import { renderPlan } from './render-plan.js';
import { renderReport } from './render-report.js';

const scope = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers';
const { computes } = parseFleet({
  workspace: '11111111-2222-3333-4444-555555555555/rg/ws1',
  computes: ['a', 'b', 'c', 'd'].map((name) => ({
    name,
    resource_id: `${scope}/Microsoft.ContainerService/managedClusters/aks1`,
  })),
});

function planOf(current: string): FleetPlan {
  const actions: readonly FleetChange['action'][] = ['attach', 'update', 'replace', 'conflict'];
  const changes = computes.map((compute, index) => {
    const action = actions[index] ?? 'unchanged';
    const differences = action === 'update' ? [{ field: 'description', current, wanted: 'new' }] : [];
    const reason = action === 'conflict' ? 'its workspace cannot be read' : null;
    const { workspaceId } = compute;
    if (workspaceId === null) throw new Error('the fleet names a workspace');
    return { compute, workspaceId, action, differences, reason };
  });
  const totals = { attach: 1, update: 1, replace: 1, detach: 0, 'under-way': 0, unchanged: 0, conflict: 1 };
  return { changes, totals, preparations: [], unlisted: [], failures: [], fingerprint: 'f00' };
}

it('shows a plan with the symbols that users of Terraform know, and the totals', () => {
  expect(renderPlan(planOf('old'))).toBe(
    [
      '+ ws1/a',
      '~ ws1/b',
      '    description: "old" → "new"',
      '-/+ ws1/c',
      '! ws1/d: its workspace cannot be read',
      'Plan: 1 to attach, 1 to change, 1 to replace, 0 to detach, 0 unchanged, 1 in conflict.',
      'Fingerprint: f00',
      '',
    ].join('\n'),
  );
});

it('keeps text that others wrote on its line, in quotes and within its block', () => {
  const hostile = '::add-mask::x\n##vso[task.setvariable]\n```\n</details><script>`\u001b[2J';
  const plan = renderPlan(planOf(hostile));
  const report = renderReport(planOf(hostile), 'f--.yaml');
  for (const text of [plan, report]) {
    expect(text).not.toMatch(/^\s*(?:::|##\[|##vso\[)/m);
    expect(text.includes('\u001b')).toBe(false);
  }
  expect(report.match(/```/g)).toHaveLength(2);
  expect(report.split('\n')[0]).toBe('<!-- azureml-kubernetes:fleet:f.yaml -->');
});

it('leaves out whole workspaces of a report that would be too long, and says so', () => {
  const report = renderReport(planOf('x'.repeat(70_000)), 'f.yaml');
  expect(report.length).toBeLessThan(65_536);
});
