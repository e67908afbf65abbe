import { describe, expect, it } from 'vitest';
import type { Compute } from '../domain/compute.js';
import { parseComputeId } from '../domain/ids/resource-ids.js';
import { KNOWN_STATES, parseLifecycle } from '../domain/lifecycle.js';
import type { Operation } from '../lro/operation.js';
import { decodeCompute } from '../wire/computes/decode-compute.js';
import { judgeWait, type WaitContext, type WaitGoal } from './judge-wait.js';
import type { ObservedEnd } from './poll-compute.js';

const operation: Operation = {
  version: 1,
  kind: 'attach',
  mode: 'azure-async-operation',
  url: 'https://management.azure.com/x',
  startedAt: '2026-01-01T00:00:00Z',
  computeId: parseComputeId(
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
      '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu',
  ),
};
const settled: WaitContext = { operation: null, isFresh: false };
const lagging: WaitContext = { operation, isFresh: true };

function compute(state: string): Compute {
  const id =
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
    '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu';
  const decoded = decodeCompute({ id, location: 'eastus', properties: { computeType: 'Kubernetes' } });
  if (decoded.kind !== 'kubernetes') throw new Error(JSON.stringify(decoded));
  const problems = state === 'Failed' ? [{ code: 'X', message: 'from the compute' }] : [];
  return { ...decoded.compute, lifecycle: parseLifecycle(state), problems };
}

function seen(state: string, end: ObservedEnd | null = null): Parameters<typeof judgeWait>[1] {
  return { kind: 'compute', compute: compute(state), end };
}

const failedEnd: ObservedEnd = {
  of: operation,
  state: 'failed',
  text: 'Failed',
  problems: [{ code: 'Y', message: 'from the operation' }],
};

describe('a running operation', () => {
  it.each(['attached', 'detached', 'any'] as const)('goes on for the goal %s', (goal) => {
    expect(judgeWait(goal, { kind: 'running', text: 'InProgress' }, settled)).toEqual({ kind: 'goes-on' });
  });
});

describe.each([
  ['attached', { succeeded: 'reached', failed: 'failed', canceled: 'failed' }],
  ['any', { succeeded: 'reached', failed: 'failed', canceled: 'failed' }],
  ['detached', {}],
] as const)('the goal %s', (goal: WaitGoal, ends: Readonly<Record<string, string>>) => {
  it.each([...KNOWN_STATES, 'Pondering'])('knows what the state %s means', (state) => {
    expect(judgeWait(goal, seen(state), settled).kind).toBe(ends[state] ?? 'goes-on');
  });
});

describe('an absent compute', () => {
  it('is the goal of a detach', () => {
    expect(judgeWait('detached', { kind: 'absent', end: null }, settled)).toEqual({
      kind: 'reached',
      compute: null,
    });
  });
  it('ends a wait for anything', () => {
    expect(judgeWait('any', { kind: 'absent', end: null }, settled)).toEqual({
      kind: 'reached',
      compute: null,
    });
  });
  it('fails an attach, unless reads may lag behind it', () => {
    expect(judgeWait('attached', { kind: 'absent', end: null }, settled)).toMatchObject({
      kind: 'failed',
      state: 'absent',
    });
    expect(judgeWait('attached', { kind: 'absent', end: null }, lagging)).toEqual({ kind: 'goes-on' });
    expect(judgeWait('any', { kind: 'absent', end: null }, lagging)).toEqual({ kind: 'goes-on' });
  });
});

describe('the end of the operation', () => {
  it('fails the wait with its own causes, whatever the compute says', () => {
    for (const goal of ['attached', 'detached', 'any'] as const) {
      expect(judgeWait(goal, seen('Succeeded', failedEnd), settled)).toMatchObject({
        kind: 'failed',
        problems: [{ message: 'from the operation' }],
      });
    }
  });
  it('fails it with the causes of the compute where it has none of its own', () => {
    const end = { ...failedEnd, problems: [] };
    for (const goal of ['attached', 'detached'] as const) {
      expect(judgeWait(goal, seen('Failed', end), settled)).toMatchObject({
        problems: [{ message: 'from the compute' }],
      });
    }
    expect(judgeWait('attached', { kind: 'absent', end }, settled)).toMatchObject({
      kind: 'failed',
      problems: [],
    });
  });
});

it.each(['azure-async-operation', 'location', 'resource'] as const)(
  'takes a failed compute as the failure of a detach (%s), unless it may have failed before',
  (mode) => {
    const ours: Operation = { ...operation, kind: 'detach', mode };
    const context = { operation: ours, isFresh: false };
    expect(judgeWait('detached', seen('Failed'), context)).toMatchObject({ kind: 'failed' });
    expect(
      judgeWait('detached', seen('Canceled', { ...failedEnd, state: 'succeeded' }), context),
    ).toMatchObject({
      kind: 'failed',
    });
    expect(judgeWait('detached', seen('Deleting'), context)).toEqual({ kind: 'goes-on' });
    expect(judgeWait('detached', seen('Failed'), { ...context, isFresh: true })).toEqual({ kind: 'goes-on' });
  },
);

it('ends the wait for a detach once the compute is gone', () => {
  const context = { operation: { ...operation, kind: 'detach' as const }, isFresh: true };
  expect(judgeWait('any', { kind: 'absent', end: null }, context)).toEqual({
    kind: 'reached',
    compute: null,
  });
});
