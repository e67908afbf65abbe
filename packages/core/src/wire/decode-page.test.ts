import { describe, expect, it } from 'vitest';
import { decodePage } from './decode-page.js';

describe('decodePage', () => {
  it('gives the entries as they are, and the link to the next page', () => {
    const nextLink = 'https://management.azure.com/next';
    expect(decodePage({ value: [1, null, { a: 1 }], nextLink })).toEqual({
      kind: 'page',
      values: [1, null, { a: 1 }],
      nextLink,
    });
  });

  it.each([undefined, null, ''])('ends with the nextLink %s', (nextLink) => {
    expect(decodePage({ value: [], nextLink })).toEqual({ kind: 'page', values: [], nextLink: null });
  });

  it.each([
    [{}, 'value'],
    [{ value: null }, 'value'],
    [{ items: [] }, 'value'],
    [[], ''],
    ['x', ''],
    [{ value: [], nextLink: 7 }, 'nextLink'],
  ])('is unreadable when it is %j, and names the place', (value, place) => {
    expect(decodePage(value)).toEqual({ kind: 'unreadable', reason: expect.stringContaining(place) });
  });
});
