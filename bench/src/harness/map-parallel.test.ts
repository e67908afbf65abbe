import { expect, it } from 'vitest';
import { mapParallel } from './map-parallel.js';

it('keeps the order, and no more calls under way than it may', async () => {
  let underWay = 0;
  let most = 0;
  const doubled = await mapParallel([1, 2, 3, 4, 5], 2, async (item) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
    return item * 2;
  });
  expect([doubled, most]).toEqual([[2, 4, 6, 8, 10], 2]);
});
