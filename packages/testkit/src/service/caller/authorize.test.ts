import { describe, expect, it } from 'vitest';
import { grantsAt, isAllowed } from './authorize.js';

const grant = (scope: string, actions: string[], notActions: string[] = []) => ({
  scope,
  actions,
  notActions,
});

describe('isAllowed', () => {
  it.each([
    ['*', true],
    ['A/b/c/read', true],
    ['a/B/*', true],
    ['*/read', true],
    ['A/*/read', true],
    ['A/b/c/write', false],
    ['A.b/c/read', false],
    ['', false],
  ])('action pattern %j', (pattern, allowed) => {
    expect(isAllowed([grant('/', [pattern])], 'A/b/c/read', '/x')).toBe(allowed);
  });

  it('takes from a grant what its own notActions name', () => {
    const limited = grant('/', ['*'], ['A/write']);
    expect(isAllowed([limited], 'A/write', '/x')).toBe(false);
    expect(isAllowed([limited, grant('/', ['A/*'])], 'A/write', '/x')).toBe(true);
  });
});

describe('grantsAt', () => {
  it.each([
    ['/', true],
    ['/subscriptions/S', true],
    ['/SUBSCRIPTIONS/s/resourceGroups/G/', true],
    ['/subscriptions/s/resourceGroups/group', false],
    ['/subscriptions/s/resourceGroups/g/providers/X', false],
  ])('a grant at %s', (scope, reaches) => {
    expect(grantsAt([grant(scope, ['*'])], '/subscriptions/s/resourceGroups/g')).toHaveLength(
      reaches ? 1 : 0,
    );
  });
});
