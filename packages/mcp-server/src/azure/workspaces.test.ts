import { systemClock } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import { Workspaces } from './workspaces.js';

const SUB = '11111111-2222-3333-4444-555555555555';
const mine = { subscriptionId: SUB, resourceGroup: 'rg', name: 'mine' };

function create(options: Partial<ConstructorParameters<typeof Workspaces>[0]> = {}): Workspaces {
  return new Workspaces({
    pinned: null,
    allowed: null,
    cloud: 'public',
    transport: () => Promise.reject(new Error('no request is expected')),
    clock: systemClock,
    ...options,
  });
}

describe('Workspaces', () => {
  it('opens each workspace once, whatever its casing and form', () => {
    const workspaces = create();
    const id = `/subscriptions/${SUB}/resourceGroups/RG/providers/Microsoft.MachineLearningServices/workspaces/Mine`;
    expect(workspaces.open(`${SUB}/rg/mine`)).toBe(workspaces.open(id));
    expect(workspaces.open(`${SUB}/rg/other`)).not.toBe(workspaces.open(id));
  });

  it('is tied to the pinned one', () => {
    const workspaces = create({ pinned: mine });
    expect(workspaces.pinned).toBe(true);
    expect(workspaces.open('').workspace.name).toBe('mine');
  });

  it('refuses what is not allowed, and what is no workspace', () => {
    const workspaces = create({ allowed: [mine] });
    expect(workspaces.open(`${SUB}/RG/MINE`).workspace.name).toBe('MINE');
    expect(() => workspaces.open(`${SUB}/rg/other`)).toThrow(/does not work on that workspace/);
    for (const text of ['', 'mine', `${SUB}/rg`, `${SUB}/rg/mine/x`, '/subscriptions/x', `../${SUB}/rg`])
      expect(() => workspaces.open(text), text).toThrow(/must be/);
  });

  it('keeps a bounded number open', () => {
    const workspaces = create();
    const first = workspaces.open(`${SUB}/rg/ws0`);
    for (let index = 1; index <= 100; index += 1) workspaces.open(`${SUB}/rg/ws${index}0`);
    expect(workspaces.open(`${SUB}/rg/ws0`)).not.toBe(first);
  });
});
