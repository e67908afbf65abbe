import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, sameQuantity } from './quantity.js';

describe('amountOf', () => {
  it.each([
    ['1', '1000m'],
    ['0.5', '500m'],
    ['1.0', '1'],
    ['1Gi', '1024Mi'],
    ['1G', '1000M'],
    ['1.5Gi', '1536Mi'],
    ['2000k', '2M'],
    ['128974848000m', '123Mi'],
    ['1000000n', '1m'],
  ])('takes %s and %s for the same amount', (one, other) => {
    expect(sameQuantity(one, other)).toBe(true);
  });

  it.each([
    ['1', '1001m'],
    ['1Gi', '1G'],
    ['1M', '1m'],
  ])('tells %s from %s', (one, other) => {
    expect(sameQuantity(one, other)).toBe(false);
  });

  it.each(['', '-1', '1 Gi', '1gi', '1e3', '.5', '1.', 'Gi', '1GiB'])('does not read %j', (text) => {
    expect(amountOf(text)).toBeNull();
    expect(sameQuantity(text, text)).toBe(true);
  });

  it('rounds up what is smaller than a billionth', () => {
    expect(amountOf('0.0000000001')).toBe(1n);
  });

  it('orders whole numbers as numbers', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.constantFrom('', 'm', 'Ki', 'Gi', 'M'), (one, other, suffix) => {
        const less = (amountOf(`${one}${suffix}`) ?? 0n) < (amountOf(`${other}${suffix}`) ?? 0n);
        expect(less).toBe(one < other);
      }),
    );
  });
});
