import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.js';

describe('VirtualClock', () => {
  it('wakes sleepers in the order in which they are due, each at its time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 20 }), async (delays) => {
        const clock = new VirtualClock();
        const woken: number[] = [];
        await clock.runUntil(
          Promise.all(
            delays.map(async (delayMs) => clock.sleep(delayMs).then(() => woken.push(clock.monotonic()))),
          ),
        );
        expect(woken).toEqual(delays.toSorted((one, other) => one - other));
      }),
      { numRuns: 20 },
    );
  });

  it('lets a woken one sleep on', async () => {
    const clock = new VirtualClock();
    const before = clock.now();
    await clock.runUntil(clock.sleep(10).then(() => clock.sleep(5)));
    expect(clock.now() - before).toBe(15);
  });

  it('forgets whose sleep was aborted, or canceled', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const aborted = clock.sleep(5, controller.signal);
    controller.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    await expect(clock.sleep(5, controller.signal)).rejects.toThrow('enough');
    let called = false;
    clock.schedule(() => {
      called = true;
    }, 1)();
    await clock.runUntil(clock.sleep(2));
    expect(called).toBe(false);
  });

  it('fails when all wait and none sleeps, and passes errors on', async () => {
    await expect(new VirtualClock().runUntil(new Promise(() => {}))).rejects.toThrow('none sleeps');
    await expect(new VirtualClock().runUntil(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
