import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, medianOf, quantile } from './statistics.js';

const samples = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 });

describe('quantile', () => {
  it.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[3, 1, 2], 0.5, 2],
    [[10, 0], 0.99, 9.9],
    [[7], 0.99, 7],
    [[5, 1], 0, 1],
    [[5, 1], 1, 5],
  ])('of %j at %d is %d', (given, share, expected) => {
    expect(quantile(given, share)).toBeCloseTo(expected, 10);
  });

  it('lies between the least and the greatest, and never falls as the share grows', () => {
    fc.assert(
      fc.property(samples, fc.double({ noNaN: true, min: 0, max: 1 }), (given, share) => {
        const value = quantile(given, share);
        expect(value).toBeGreaterThanOrEqual(Math.min(...given));
        expect(value).toBeLessThanOrEqual(quantile(given, 1));
      }),
    );
  });

  it('leaves the samples in their order', () => {
    const given = [3, 1, 2];
    median(given);
    expect(given).toEqual([3, 1, 2]);
  });

  it('refuses nothing, and shares that are none', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

it('passes over what was not measured', () => {
  expect(medianOf([null, 4, 2, null])).toBe(3);
  expect(medianOf([null])).toBeNull();
});
