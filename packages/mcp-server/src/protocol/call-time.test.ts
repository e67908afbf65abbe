import { TimedOutError } from '@azureml-kubernetes/core';
import { ManualClock } from '@azureml-kubernetes/testkit';
import { expect, it } from 'vitest';
import { CallTime } from './call-time.js';

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const staying = new AbortController().signal;

it('leaves requests 44 seconds, and ends the work after 48.5 seconds of silence', async () => {
  const clock = new ManualClock();
  const time = new CallTime(clock, clock);
  const work = time.limit(staying, never).catch((error: unknown) => error);
  expect(time.leftMs()).toBe(44_000);
  await clock.advance(48_499);
  expect(time.leftMs()).toBe(-4_499);
  expect(clock.sleeping).toBe(1);
  await clock.advance(1);
  expect(await work).toSatisfy(TimedOutError.isInstance);
  expect(clock.sleeping).toBe(0);
});

it('starts again with each message to the client', async () => {
  const clock = new ManualClock();
  const time = new CallTime(clock, clock);
  let ended = false;
  const work = time.limit(staying, never).catch(() => {
    ended = true;
  });
  await clock.advance(40_000);
  time.restart();
  expect(time.leftMs()).toBe(44_000);
  await clock.advance(48_000);
  expect(ended).toBe(false);
  await clock.advance(1_000);
  await work;
  expect(ended).toBe(true);
});

it('does not count the time that a person takes', async () => {
  const clock = new ManualClock();
  const time = new CallTime(clock, clock);
  const { promise, resolve } = Promise.withResolvers<string>();
  const work = time.limit(staying, async () => {
    const reply = await time.whileAsking(() => promise);
    return [reply, time.leftMs()];
  });
  await clock.advance(60_000);
  resolve('yes');
  expect(await work).toEqual(['yes', 44_000]);
});

it('ends with the reason of a caller who leaves, and leaves no timer', async () => {
  const clock = new ManualClock();
  const leaving = new AbortController();
  const reason = new Error('gone');
  const work = new CallTime(clock, clock).limit(leaving.signal, never);
  leaving.abort(reason);
  await expect(work).rejects.toBe(reason);
  expect(clock.sleeping).toBe(0);
});
