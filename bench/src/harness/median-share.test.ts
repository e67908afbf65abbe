import { expect, it } from 'vitest';
import { medianShare } from './median-share.js';

it('is the median of the shares, each of one turn', () => {
  const share = (samples: readonly number[], others: readonly number[]) =>
    medianShare(samples, others, (sample) => sample);
  expect(share([2, 9, 40], [1, 3, 10])).toBe(3);
  expect(share([2, 9], [1])).toBe(2);
  expect(share([], [1])).toBeNull();
});
