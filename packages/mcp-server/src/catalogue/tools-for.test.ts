import { expect, it } from 'vitest';
import { allTools } from '../tools/registry.js';
import { mayCall, toolsFor } from './tools-for.js';

function shown(mayWrite: boolean, mayPrepare: boolean): string[] {
  return toolsFor(allTools, { mayWrite, mayPrepare, mayInspect: mayPrepare })
    .filter(({ name, hints }) => name.startsWith('cluster_p') || !hints.readOnlyHint)
    .map(({ name, hints }) => `${name}${hints.readOnlyHint ? ' (reads)' : ''}`);
}

it('does not imply the right to prepare by the right to write', () => {
  expect(shown(true, false)).toEqual(['cluster_prepare (reads)', 'compute_attach', 'compute_detach']);
});

it('does not imply the right to write by the right to prepare', () => {
  expect(shown(false, true)).toEqual(['cluster_prepare', 'cluster_inspect']);
  expect(shown(false, false)).toEqual(['cluster_prepare (reads)']);
});

it('refuses a tool that others are offered, and lets one pass that no caller is offered', () => {
  const own = toolsFor(allTools, { mayWrite: true, mayPrepare: false, mayInspect: false });
  expect(mayCall('cluster_inspect', allTools, own)).toBe(false);
  expect(mayCall('cluster_prepare', allTools, own)).toBe(true);
  expect(mayCall('delete_cluster', allTools, own)).toBe(true);
});
