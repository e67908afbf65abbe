import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './system-clock.js';

describe('systemClock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sleeps as long as it was told', async () => {
    const before = systemClock.now();
    const sleeping = systemClock.sleep(5000);
    await vi.advanceTimersByTimeAsync(5000);
    await sleeping;
    expect(systemClock.now() - before).toBe(5000);
  });

  it('ends a sleep with the reason of its signal and leaves no timer', async () => {
    const abort = new AbortController();
    const sleeping = systemClock.sleep(5000, abort.signal);
    const reason = new Error('stop');
    abort.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    await expect(systemClock.sleep(1, abort.signal)).rejects.toBe(reason);
  });

  it('does not wake at once from a sleep that no timer can hold', async () => {
    let woken = false;
    void systemClock.sleep(2 ** 40).then(() => {
      woken = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(woken).toBe(false);
  });
});
