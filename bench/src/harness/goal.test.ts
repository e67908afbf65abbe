import { expect, it } from 'vitest';
import { judgeGoal, ratio } from './goal.js';

const goal = { text: 'x', digits: 2, limit: 2 };

it.each([
  ['at most', 2, { kind: 'met' }],
  ['at most', 1, { kind: 'met' }],
  ['at most', 3, { kind: 'missed', by: 0.5 }],
  ['at least', 2, { kind: 'met' }],
  ['at least', 1, { kind: 'missed', by: 0.5 }],
  ['at least', null, { kind: 'unmeasured' }],
] as const)('%s 2 is judged at %s', (sense, measured, verdict) => {
  expect(judgeGoal({ ...goal, sense, measured })).toEqual(verdict);
});

it('misses a limit of nothing by any share', () => {
  expect(judgeGoal({ ...goal, limit: 0, sense: 'at most', measured: 3 })).toEqual({
    kind: 'missed',
    by: Infinity,
  });
});

it('makes no ratio of what is unknown, nor to nothing', () => {
  expect(ratio(3, 2)).toBe(1.5);
  expect(ratio(null, 2)).toBeNull();
  expect(ratio(3, undefined)).toBeNull();
  expect(ratio(3, 0)).toBeNull();
});
