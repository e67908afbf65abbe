import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allows } from './permission.js';

describe('allows', () => {
  const action = 'Microsoft.MachineLearningServices/workspaces/computes/write';
  it.each([
    [['*'], [], true],
    [['*/write'], [], true],
    [['microsoft.machinelearningservices/*'], [], true],
    [['*/read'], [], false],
    [['*'], ['Microsoft.MachineLearningServices/workspaces/computes/write'], false],
    [['Microsoft.MachineLearningServices/workspaces/computes/writ.'], [], false],
    [[], [], false],
  ])('of %j without %j is %s', (actions, notActions, expected) => {
    expect(allows([{ actions, notActions }], action)).toBe(expected);
  });

  it.each([
    ['*/computes/*', true],
    ['*computes*write', true],
    ['Microsoft.*/*/computes/write*', true],
    ['*write*write', false],
    ['Microsoft.MachineLearningServices/workspaces/computes/write*x', false],
    ['*computes/write/computes/write', false],
    ['**', true],
    ['', false],
  ])('of the pattern %s is %s', (pattern, expected) => {
    expect(allows([{ actions: [pattern], notActions: [] }], action)).toBe(expected);
  });

  it('covers what the stars of a pattern stand for, and nothing that lacks one of its parts', () => {
    const parts = fc.array(fc.stringMatching(/^[a-z/.]{1,4}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, fc.string({ maxLength: 3 }), (words, between) => {
        const pattern = words.join('*');
        expect(allows([{ actions: [pattern], notActions: [] }], words.join(between))).toBe(true);
        expect(allows([{ actions: [`${pattern}*0`], notActions: [] }], words.join('-'))).toBe(false);
      }),
    );
  });

  it('is decided at once, however many stars a pattern has', () => {
    const pattern = `${'*a'.repeat(2_000)}b`;
    expect(allows([{ actions: [pattern], notActions: [] }], 'a'.repeat(4_000))).toBe(false);
  });

  it('takes notActions away from their own role only', () => {
    const roles = [
      { actions: ['*'], notActions: ['*/write'] },
      { actions: ['*/computes/write'], notActions: [] },
    ];
    expect(allows(roles, action)).toBe(true);
  });
});
