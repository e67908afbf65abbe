import { expect, it } from 'vitest';
import { formatNumber, markdownTable } from './markdown-table.js';

it('sets numbers to the right', () => {
  expect(markdownTable(['who', 'ms'], [['a', '1']])).toBe('| who | ms |\n| --- | ---: |\n| a | 1 |');
});

it('keeps a cell in its place, whatever it holds', () => {
  expect(markdownTable(['a|b'], [['c\nd']])).toBe('| a\\|b |\n| --- |\n| c d |');
});

it.each([
  [1234.567, 1, '1,234.6'],
  [2, 0, '2'],
  [0.5, 2, '0.50'],
  [null, 2, '–'],
])('writes %s with %d digits as %s', (value, digits, text) => {
  expect(formatNumber(value, digits)).toBe(text);
});
