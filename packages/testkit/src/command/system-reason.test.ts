import { expect, it } from 'vitest';
import { systemReason } from './system-reason.js';

it.each([
  [Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }), 'it is in use'],
  [Object.assign(new Error('odd'), { code: 'EODD' }), 'odd'],
  [new Error('plain'), 'plain'],
  ['text', 'text'],
])('says why the system refused: %s', (error, words) => {
  expect(systemReason(error)).toBe(words);
});
