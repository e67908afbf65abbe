import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { requireResourceGroup } from './arm-id.js';
import { computeNameWarnings, parseComputeName } from './compute-name.js';
import { parseNamespace } from './namespace.js';
import { parseWorkspaceId } from './resource-ids.js';
import { computeIdOf, workspaceIdOf, workspaceNameOf } from './workspace-name.js';

describe('parseComputeName', () => {
  it.each(['a', 'gpu', 'Gpu-1', 'x'.repeat(32), 'local'])('accepts %s', (name) => {
    expect(parseComputeName(name)).toBe(name);
  });

  it.each([
    '',
    '1gpu',
    '-gpu',
    'gpu-',
    'g pu',
    'a/b',
    '..',
    'a?b=c',
    'a%20b',
    'a+b',
    'gpü',
    'x'.repeat(33),
    null,
    7,
  ])('refuses %s', (name) => {
    expect(() => parseComputeName(name)).toThrow(InvalidInputError);
  });

  it('accepts only what can stand in a URL as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(encodeURIComponent(parseComputeName(text))).toBe(text);
        } catch (error) {
          expect(InvalidInputError.isInstance(error)).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['gpu', 0],
    ['ab', 1],
    ['a-rather-long-name', 1],
    ['gpu-001', 1],
    ['a-rather-long-name-001', 2],
  ])('warns of %s %i times', (name, count) => {
    expect(computeNameWarnings(parseComputeName(name))).toHaveLength(count);
  });
});

describe('parseNamespace', () => {
  it.each(['default', 'a', '0a', 'ml-team', 'x'.repeat(63)])('accepts %s', (name) => {
    expect(parseNamespace(name)).toBe(name);
  });

  it.each(['', 'ML', 'ml_team', '-ml', 'ml-', 'ml.team', 'x'.repeat(64), 'ml\n', 42, null])(
    'refuses %s',
    (name) => {
      expect(() => parseNamespace(name)).toThrow(InvalidInputError);
    },
  );
});

describe('workspaceIdOf', () => {
  const good = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'rg', name: 'ws1' };

  it('gives the id, and the way back', () => {
    const id = workspaceIdOf(good);
    expect(workspaceNameOf(id)).toEqual(good);
    expect(parseWorkspaceId(id)).toBe(id);
    expect(computeIdOf(id, parseComputeName('gpu'))).toBe(`${id}/computes/gpu`);
  });

  it.each([
    ['subscriptionId', 'my-subscription'],
    ['resourceGroup', 'rg.'],
    ['resourceGroup', ''],
    ['name', 'ab'],
    ['name', '-ws1'],
    ['name', 'x'.repeat(34)],
    ['name', 'w/s'],
  ])('names %s when it is %s', (field, value) => {
    expect(() => workspaceIdOf({ ...good, [field]: value })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });

  it('reads resource groups as Azure names them', () => {
    expect(requireResourceGroup('rg(prod)_1.x', 'group')).toBe('rg(prod)_1.x');
  });
});
