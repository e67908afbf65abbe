import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { type Clock, MAX_TIMER_MS, startTimer, systemClock } from './clock.js';
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

describe.each<[string, Clock]>([
  ["the platform's clock", systemClock],
  ['a clock of another kind', { ...systemClock, sleep: (...args) => systemClock.sleep(...args) }],
])('a timer on %s', (_name, clock) => {
  it('fires once, after its delay', async () => {
    vi.useFakeTimers();
    const run = vi.fn();
    startTimer(clock, 1_000, run);
    await vi.advanceTimersByTimeAsync(999);
    expect(run).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(run).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('never fires once it is canceled, and leaves nothing behind', async () => {
    vi.useFakeTimers();
    const run = vi.fn();
    const cancel = startTimer(clock, 1_000, run);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(run).not.toHaveBeenCalled();
    vi.useRealTimers();
  });

  it('does not fire at once where the delay is longer than a timer keeps', () => {
    const timer = vi.spyOn(globalThis, 'setTimeout');
    const cancel = startTimer(clock, 2 ** 40, () => {});
    expect(timer).toHaveBeenCalledWith(expect.any(Function), MAX_TIMER_MS);
    cancel();
    timer.mockRestore();
  });
});

it('never fires a timer that is canceled in the moment in which its sleep ends', async () => {
  const run = vi.fn();
  const cancel = startTimer({ ...systemClock, sleep: async () => {} }, 1_000, run);
  cancel();
  await new Promise(setImmediate);
  expect(run).not.toHaveBeenCalled();
});
