import { describe, expect, it } from 'vitest';
import { isTerminal, parseLifecycle } from './lifecycle.js';

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
