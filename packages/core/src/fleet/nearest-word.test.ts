import { expect, it } from 'vitest';
import { nearestWord } from './nearest-word.js';

const words = ['read-only', 'confirm-key', 'port', 'host', 'http'];

it.each([
  ['readonly', 'read-only'],
  ['READ_ONLY', 'read-only'],
  ['confirm-kye', 'confirm-key'],
  ['prot', 'port'],
  ['htpt', 'http'],
])('takes %s for %s', (typed, meant) => expect(nearestWord(typed, words)).toBe(meant));

it.each(['', 'x', 'secret', 'hunter2', 'a'.repeat(300)])('guesses nothing of %j', (typed) =>
  expect(nearestWord(typed, words)).toBeNull(),
);
