import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_PACE, nextLookAt, nextLookDelayMs } from './schedule.js';

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const paces = fc.record({
  minDelayMs: fc.nat(60_000),
  maxDelayMs: fc.nat(120_000),
  growth: fc.double({ min: 1, max: 4, noNaN: true }),
});
const hint = fc.option(fc.oneof(fc.nat(1_000), fc.nat(10_000_000)));

it('always pauses, and never longer than a timer can keep', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), hint, paces, share, (count, hintMs, pace, random) => {
      const delay = nextLookDelayMs({ count, hintMs }, pace, () => random);
      expect(delay).toBeGreaterThanOrEqual(1);
      expect(delay).toBeLessThanOrEqual(2 ** 31 - 1);
    }),
  );
});

it('draws nothing at random when the service gave a time', () => {
  const never = (): number => {
    throw new Error('there is nothing to draw');
  };
  expect(nextLookDelayMs({ count: 3, hintMs: 15_000 }, DEFAULT_PACE, never)).toBe(15_000);
});

it('brings every wait to its deadline in steps that go forward, with a look just before it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600_000 }),
      fc.nat(1_000),
      hint,
      share,
      (deadline, start, hintMs, random) => {
        const end = start + deadline;
        let now = start;
        let count = 1;
        let before = now;
        while (now < end) {
          const at = nextLookAt(
            now,
            nextLookDelayMs({ count, hintMs }, DEFAULT_PACE, () => random),
            end,
          );
          expect(at).toBeGreaterThan(now);
          expect(at).toBeLessThanOrEqual(end);
          before = now;
          now = at;
          count += 1;
        }
        expect(now).toBe(end);
        if (deadline > 1_000) expect(end - before).toBeLessThanOrEqual(1_000);
      },
    ),
  );
});

it('looks at once where the deadline has passed already', () => {
  expect(nextLookAt(5_000, 2_000, 1_000)).toBe(5_001);
});
