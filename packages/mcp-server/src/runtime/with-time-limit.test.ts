import { ManualClock } from '@azureml-kubernetes/testkit';
import { expect, it } from 'vitest';
import { withTimeLimit } from './with-time-limit.js';

const never = new Promise<void>(() => {});

it('waits for work that ends in time, and leaves no timer behind', async () => {
  const clock = new ManualClock();
  await withTimeLimit(Promise.resolve(), 1_000, clock);
  expect(clock.sleeping).toBe(0);
});

it('waits no longer for work that does not end', async () => {
  const clock = new ManualClock();
  const waited = withTimeLimit(never, 1_000, clock);
  await clock.advance(1_000);
  await waited;
  expect(clock.sleeping).toBe(0);
});

it('passes on that the work failed', async () => {
  await expect(withTimeLimit(Promise.reject(new RangeError('no')), 1_000, new ManualClock())).rejects.toThrow(
    'no',
  );
});
