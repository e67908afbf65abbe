import { ManualClock } from '@azureml-kubernetes/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpRefusal } from './exchange/http-refusal.js';
import { RateLimit } from './rate-limit.js';

describe('RateLimit', () => {
  it('never lets more through than a minute allows, and a burst of as many', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }),
        async (perMinute, pauses) => {
          const clock = new ManualClock();
          const limit = new RateLimit({ perMinute, clock });
          let taken = 0;
          for (const pause of pauses) {
            await clock.advance(pause);
            if (attempt(limit) === null) taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(perMinute + (clock.monotonic() * perMinute) / 60_000 + 1e-6);
        },
      ),
      { numRuns: 50 },
    ));

  it('lets through a caller that waits as long as told', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (perMinute) => {
        const clock = new ManualClock();
        const limit = new RateLimit({ perMinute, clock });
        let refused: HttpRefusal | null = null;
        for (let count = 0; count <= perMinute; count += 1) refused = attempt(limit);
        expect(refused?.status).toBe(429);
        await clock.advance(Number(refused?.headers['retry-after']) * 1_000);
        expect(attempt(limit)).toBeNull();
      }),
      { numRuns: 30 },
    ));

  it('counts no caller when there is no limit, and keeps no more than it may', () => {
    const clock = new ManualClock();
    const none = new RateLimit({ perMinute: 0, clock });
    for (let count = 0; count < 1_000; count += 1) expect(attempt(none)).toBeNull();
    const one = new RateLimit({ perMinute: 1, clock });
    for (let caller = 0; caller < 10_000; caller += 1) one.take(`caller ${caller}`);
    expect(attempt(one, 'caller 9999')).toBeInstanceOf(HttpRefusal);
    one.take('one more');
    expect(attempt(one, 'caller 0')).toBeNull();
  });
});

function attempt(limit: RateLimit, caller = 'me'): HttpRefusal | null {
  try {
    limit.take(caller);
    return null;
  } catch (error) {
    if (error instanceof HttpRefusal) return error;
    throw error;
  }
}
