import type { Operation } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import { OperationMemory } from './operation-memory.js';

function operation(computeId: string, kind: Operation['kind'] = 'attach'): Operation {
  const startedAt = '2026-01-01T00:00:00.000Z';
  return { version: 1, kind, mode: 'resource', url: 'https://management.azure.com/x', startedAt, computeId };
}

describe('OperationMemory', () => {
  it('finds the latest operation of a compute, whatever the casing', () => {
    const memory = new OperationMemory();
    memory.remember(operation('/a/gpu'));
    memory.remember(operation('/A/GPU', 'detach'));
    expect(memory.running('/a/Gpu')?.kind).toBe('detach');
    memory.forget('/A/gpu');
    expect(memory.running('/a/gpu')).toBeNull();
  });

  it('keeps one that has failed for a diagnosis, but not for a wait', () => {
    const memory = new OperationMemory();
    memory.conclude('/a/gpu');
    expect(memory.latest('/a/gpu')).toBeNull();
    memory.remember(operation('/a/gpu'));
    memory.conclude('/A/gpu');
    expect([memory.running('/a/gpu'), memory.latest('/a/gpu')?.kind]).toEqual([null, 'attach']);
    memory.remember(operation('/a/gpu', 'detach'));
    expect(memory.running('/a/gpu')?.kind).toBe('detach');
  });

  it('forgets the oldest once there are more than a thousand', () => {
    const memory = new OperationMemory();
    for (let index = 0; index <= 1_000; index += 1) memory.remember(operation(`/c/${index}`));
    expect(memory.running('/c/0')).toBeNull();
    expect(memory.running('/c/1')).not.toBeNull();
    expect(memory.running('/c/1000')).not.toBeNull();
  });
});
