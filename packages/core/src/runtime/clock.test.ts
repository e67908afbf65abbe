import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { MAX_TIMER_MS, systemClock } from './clock.js';
import { systemRandom } from './random.js';

describe('the system clock', () => {
  it('tells wall time and elapsed time', () => {
    vi.useFakeTimers({ now: 1_000 });
    expect(systemClock.now()).toBe(1_000);
    const before = systemClock.monotonic();
    vi.advanceTimersByTime(5);
    expect(systemClock.monotonic()).toBeGreaterThanOrEqual(before);
    vi.useRealTimers();
  });

  it('sleeps, and leaves neither timer nor listener', async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const sleeping = systemClock.sleep(1_000, signal);
    vi.advanceTimersByTime(1_000);
    await sleeping;
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    vi.useRealTimers();
  });

  it('ends a sleep with the reason of an abort, before and during', async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const reason = new Error('enough');
    const sleeping = systemClock.sleep(1_000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(systemClock.sleep(1_000, controller.signal)).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it.each([
    [-5, 0],
    [2 ** 40, MAX_TIMER_MS],
  ])('clamps a sleep of %i to %i', async (asked, given) => {
    const timer = vi.spyOn(globalThis, 'setTimeout').mockImplementation((run) => {
      run();
      return JSON.parse('0');
    });
    await systemClock.sleep(asked);
    expect(timer).toHaveBeenCalledWith(expect.any(Function), given);
    timer.mockRestore();
  });
});

it('draws random shares', () => {
  expect(systemRandom()).toBeLessThan(1);
});
