import { computeIdOf, type Operation, parseComputeName, parseWorkspaceId } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import { OperationMemory } from './operation-memory.js';

const WORKSPACE = parseWorkspaceId(
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
    '/providers/Microsoft.MachineLearningServices/workspaces/ws1',
);

function idOf(name: string): Operation['computeId'] {
  return computeIdOf(WORKSPACE, parseComputeName(name));
}

function operation(computeId: Operation['computeId'], kind: Operation['kind'] = 'attach'): Operation {
  const startedAt = '2026-01-01T00:00:00.000Z';
  return { version: 1, kind, mode: 'resource', url: 'https://management.azure.com/x', startedAt, computeId };
}

describe('OperationMemory', () => {
  it('finds the latest operation of a compute, whatever the casing', () => {
    const memory = new OperationMemory();
    memory.remember(operation(idOf('gpu')));
    memory.remember(operation(idOf('GPU'), 'detach'));
    expect(memory.running(idOf('Gpu'))?.kind).toBe('detach');
    memory.forget(idOf('gpu'));
    expect(memory.running(idOf('gpu'))).toBeNull();
  });

  it('keeps one that has failed for a diagnosis, but not for a wait', () => {
    const memory = new OperationMemory();
    memory.conclude(idOf('gpu'));
    expect(memory.latest(idOf('gpu'))).toBeNull();
    memory.remember(operation(idOf('gpu')));
    memory.conclude(idOf('gpu'));
    expect([memory.running(idOf('gpu')), memory.latest(idOf('gpu'))?.kind]).toEqual([null, 'attach']);
    memory.remember(operation(idOf('gpu'), 'detach'));
    expect(memory.running(idOf('gpu'))?.kind).toBe('detach');
  });

  it('forgets the oldest once there are more than a thousand', () => {
    const memory = new OperationMemory();
    for (let index = 0; index <= 1_000; index += 1) memory.remember(operation(idOf(`c${index}`)));
    expect(memory.running(idOf('c0'))).toBeNull();
    expect(memory.running(idOf('c1'))).not.toBeNull();
    expect(memory.running(idOf('c1000'))).not.toBeNull();
  });
});
