import { describe, expect, it } from 'vitest';
import { parseComputeId } from '../domain/ids/resource-ids.js';
import { type Operation, restoreOperation, sameOperation } from './operation.js';

const ENDPOINT = 'https://management.azure.com';
const operation: Operation = {
  version: 1,
  kind: 'attach',
  mode: 'azure-async-operation',
  url: `${ENDPOINT}/op?s=1`,
  startedAt: '2026-01-01T00:00:00.000Z',
  computeId: parseComputeId(
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
      '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu',
  ),
};

describe('restoreOperation', () => {
  it('gives back what was stored, and only that', () => {
    const stored = JSON.parse(JSON.stringify({ ...operation, extra: 1 }));
    expect(restoreOperation(stored, ENDPOINT)).toEqual(operation);
  });

  it.each([
    null,
    'x',
    {},
    { ...operation, version: 2 },
    { ...operation, kind: 'delete' },
    { ...operation, mode: 'guess' },
    { ...operation, url: 7 },
    { ...operation, computeId: null },
    { ...operation, computeId: '/x' },
    { ...operation, startedAt: 'yesterday' },
    { ...operation, startedAt: 7 },
  ])('refuses %j', (stored) => {
    expect(() => restoreOperation(stored, ENDPOINT)).toThrow(
      expect.objectContaining({
        code: 'invalid-payload',
        summary: 'this is not a stored operation of version 1',
        hint: expect.stringContaining('as it was stored'),
      }),
    );
  });

  it('refuses one of another endpoint', () => {
    expect(() => restoreOperation(operation, 'https://management.chinacloudapi.cn')).toThrow(
      expect.objectContaining({
        code: 'untrusted-url',
        summary: expect.stringContaining('stored operation URL'),
      }),
    );
  });
});

describe('sameOperation', () => {
  it.each([
    [{}, true],
    [{ url: 'https://management.azure.com/elsewhere', mode: 'location' as const }, true],
    [{ computeId: parseComputeId(operation.computeId.toUpperCase()) }, true],
    [{ computeId: parseComputeId(`${operation.computeId}2`) }, false],
    [{ kind: 'detach' as const }, false],
    [{ startedAt: '2026-01-01T00:00:00.001Z' }, false],
  ])('with %j is %s', (change, expected) => {
    expect(sameOperation(operation, { ...operation, ...change })).toBe(expected);
  });
});
