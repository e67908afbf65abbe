import { expect, it } from 'vitest';
import { exitCodeOf } from './exit-code.js';

it.each([
  [0, false, { outcome: 'attached' }],
  [0, false, { outcome: 'started' }],
  [0, false, { computes: [] }],
  [1, false, { outcome: 'failed' }],
  [3, false, { outcome: 'failed', state: 'Absent' }],
  [1, false, { ready: false }],
  [1, false, { outcome: 'plan', plan: 'conflict' }],
  [4, false, { outcome: 'timed_out' }],
  [5, false, { outcome: 'refused' }],
  [5, false, { outcome: 'confirmation_required' }],
  [1, true, { code: 'conflict' }],
  [1, true, { code: 'forbidden' }],
  [2, true, { code: 'invalid-input' }],
  [3, true, { code: 'not-found' }],
  [4, true, { code: 'timed-out' }],
])('the exit code is %i when isError is %j and the result is %j', (code, isError, result) => {
  expect(exitCodeOf({ isError, result })).toBe(code);
});
