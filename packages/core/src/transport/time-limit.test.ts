import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { answerOf, requestTo } from '../../test/plain-messages.js';
import { type Clock, systemClock } from '../runtime/clock.js';
import { withTimeLimit } from './time-limit.js';
import type { Transport } from './transport.js';

const URL_X = 'https://x.example/y?z=1';

/** A clock whose sleep ends when told to. */
function handClock(): Clock & { ring(): void; readonly waiting: () => number; readonly asked: number[] } {
  let ring = (): void => {};
  let waiting = 0;
  const asked: number[] = [];
  return {
    ...systemClock,
    asked,
    waiting: () => waiting,
    ring: () => ring(),
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        asked.push(delayMs);
        waiting += 1;
        const end = (then: () => void) => (): void => {
          waiting -= 1;
          then();
        };
        ring = end(resolve);
        signal?.addEventListener(
          'abort',
          end(() => reject(signal.reason)),
          { once: true },
        );
      }),
  };
}

it('gives up as a network error and stops the request behind it', async () => {
  const clock = handClock();
  let stopped: unknown;
  const stuck: Transport = ({ signal }) =>
    new Promise(() => signal?.addEventListener('abort', () => (stopped = signal.reason)));
  const waiting = withTimeLimit(clock)(stuck)(requestTo(URL_X, { timeoutMs: 5_000 }));
  clock.ring();
  await expect(waiting).rejects.toMatchObject({
    code: 'network',
    retryable: true,
    message: 'no answer to GET within 5000 ms',
    hint: expect.stringContaining('retry.tryTimeoutMs'),
  });
  expect(clock.asked).toEqual([5_000]);
  expect(stopped).toMatchObject({ code: 'network' });
});

it('leaves neither timer nor listener behind an answer or a failure', async () => {
  const clock = handClock();
  const { signal } = new AbortController();
  const request = requestTo(URL_X, { signal });
  await withTimeLimit(clock)(async () => answerOf())(request);
  await expect(withTimeLimit(clock)(() => Promise.reject(new Error('x')))(request)).rejects.toThrow('x');
  expect(clock.waiting()).toBe(0);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

it('leaves at once when the signal aborts, and stops the request behind it', async () => {
  const clock = handClock();
  const controller = new AbortController();
  let stopped: unknown;
  const stuck: Transport = ({ signal }) =>
    new Promise(() => signal?.addEventListener('abort', () => (stopped = signal.reason)));
  const waiting = withTimeLimit(clock)(stuck)(requestTo(URL_X, { signal: controller.signal }));
  controller.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  expect([stopped, clock.waiting()]).toEqual(['enough', 0]);
});
