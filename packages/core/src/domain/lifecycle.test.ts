import { describe, expect, it } from 'vitest';
import { isTerminal, isWord, parseLifecycle, stateWord } from './lifecycle.js';

describe('parseLifecycle', () => {
  it.each([
    ['Succeeded', 'succeeded', true],
    ['FAILED', 'failed', true],
    ['Cancelled', 'canceled', true],
    ['canceled', 'canceled', true],
    ['Creating', 'creating', false],
    ['Unknown', 'unknown', false],
    ['Pondering', 'unrecognized', false],
    ['', 'unrecognized', false],
  ])('knows %s as %s', (text, state, terminal) => {
    expect(parseLifecycle(text)).toEqual({ state, text });
    expect(isTerminal(parseLifecycle(text))).toBe(terminal);
  });
});

describe('isWord', () => {
  it.each([
    ['Succeeded', true],
    ['x', true],
    ['x'.repeat(40), true],
    ['x'.repeat(41), false],
    ['', false],
    ['two words', false],
    ['word1', false],
    ['a-b', false],
    ['word\n', false],
  ])('says of %j: %s', (text, expected) => {
    expect(isWord(text)).toBe(expected);
    expect(stateWord({ text })).toBe(expected ? text : 'unrecognized');
  });
});
