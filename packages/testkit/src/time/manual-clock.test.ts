import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ManualClock } from './manual-clock.js';
import { StalledClockError } from './stalled-clock-error.js';

describe('ManualClock', () => {
  it('stands still until it is advanced', async () => {
    const clock = new ManualClock({ startAt: 1000 });
    expect([clock.now(), clock.monotonic()]).toEqual([1000, 0]);
    const moved = clock.advance(250);
    expect([clock.now(), clock.monotonic()]).toEqual([1250, 250]);
    await moved;
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(clock.advance(wrong)).rejects.toThrow(RangeError);
    await expect(clock.sleep(Number.NaN)).rejects.toThrow(RangeError);
    expect([clock.now(), clock.sleeping]).toEqual([1250, 0]);
  });

  it('wakes sleepers in the order in which they are due, each at its own time', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 12 }), async (delays) => {
        const clock = new ManualClock();
        const woken: [number, number][] = [];
        const sleeps = delays.map((delay, index) =>
          clock.sleep(delay).then(() => woken.push([clock.monotonic(), index])),
        );
        await clock.advance(50);
        await Promise.all(sleeps);
        const expected = delays
          .map((delay, index) => [delay, index] as const)
          .sort(([a, i], [b, j]) => a - b || i - j);
        expect(woken).toEqual(expected);
        expect(clock.sleeping).toBe(0);
      }),
      { numRuns: 25 },
    ));

  it('wakes those who fall asleep while it advances', async () => {
    const clock = new ManualClock();
    const times: number[] = [];
    const loop = async () => {
      for (let round = 0; round < 3; round += 1) {
        await clock.sleep(10);
        times.push(clock.monotonic());
      }
    };
    const done = loop();
    await clock.advance(30);
    await done;
    expect(times).toEqual([10, 20, 30]);
  });

  it('adds up advances that overlap', async () => {
    const clock = new ManualClock();
    void clock.sleep(5);
    await Promise.all([clock.advance(10), clock.advance(10)]);
    expect(clock.monotonic()).toBe(20);
  });

  it('rejects a sleep with the reason of its signal, and forgets it', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const removed = vi.spyOn(abort.signal, 'removeEventListener');
    const finished = clock.sleep(5, abort.signal);
    await clock.advance(5);
    await finished;
    expect(removed).toHaveBeenCalledOnce();
    const reason = new Error('stop');
    const sleeping = clock.sleep(5, abort.signal);
    abort.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(clock.sleep(5, abort.signal)).rejects.toBe(reason);
    expect(clock.sleeping).toBe(0);
  });

  it('tells when a test waits and no one advances', async () => {
    const clock = new ManualClock({ stallAfterMs: 5 });
    const sleeps = await Promise.allSettled([clock.sleep(30_000), clock.sleep(100)]);
    expect(sleeps.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const [first] = sleeps;
    const reason: unknown = first?.status === 'rejected' ? first.reason : null;
    expect(reason).toBeInstanceOf(StalledClockError);
    expect(reason).toMatchObject({
      remainingMs: [100, 30_000],
      message: expect.stringContaining('clock.advance'),
    });
  });

  it('does not call it a stall when the sleepers have gone, or when it may wait without end', async () => {
    vi.useFakeTimers();
    try {
      const left = new ManualClock({ stallAfterMs: 5 });
      const abort = new AbortController();
      const sleeping = left.sleep(1, abort.signal);
      abort.abort();
      await expect(sleeping).rejects.toThrow();
      const patient = new ManualClock({ stallAfterMs: Number.POSITIVE_INFINITY });
      void patient.sleep(1);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('ManualClock with autoAdvance', () => {
  it('spends no real time on a long wait', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const startedAt = performance.now();
    for (let poll = 0; poll < 40; poll += 1) await clock.sleep(30_000);
    expect(clock.monotonic()).toBe(20 * 60_000);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('is fair to several sleepers: the one who is due first wakes first, whatever it does in between', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const woken: string[] = [];
    const deadline = clock.sleep(100).then(() => woken.push(`deadline at ${clock.monotonic()}`));
    const waiter = async () => {
      for (let round = 0; round < 3; round += 1) {
        await clock.sleep(30);
        await new Response('work between two sleeps').text();
        woken.push(`waiter at ${clock.monotonic()}`);
      }
    };
    await Promise.all([deadline, waiter()]);
    expect(woken).toEqual(['waiter at 30', 'waiter at 60', 'waiter at 90', 'deadline at 100']);
  });

  it('moves to no time without end, for a sleep that only an abort ends', async () => {
    vi.useFakeTimers();
    try {
      const clock = new ManualClock({ autoAdvance: true });
      const abort = new AbortController();
      const endless = clock.sleep(Number.POSITIVE_INFINITY, abort.signal);
      const short = clock.sleep(10);
      await vi.advanceTimersByTimeAsync(100);
      await short;
      expect([clock.monotonic(), clock.sleeping]).toEqual([10, 1]);
      abort.abort(new Error('enough'));
      await expect(endless).rejects.toThrow('enough');
    } finally {
      vi.useRealTimers();
    }
  });
});
