import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PACE, LAST_LOOK_MS, nextLookAt, nextLookDelayMs, type Pace, parsePace } from './schedule.js';

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

describe('the pace', () => {
  it('grows from two seconds to half a minute', () => {
    const delays = [1, 2, 3, 20, 2_000].map((count) =>
      nextLookDelayMs({ count, hintMs: null }, DEFAULT_PACE, () => 0.5),
    );
    expect(delays).toEqual([2_000, 3_000, 4_500, 30_000, 30_000]);
  });

  it('stays within a tenth of its pace, and takes a hint as it is within bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (count, share) => {
          const plain = Math.min(2_000 * 1.5 ** (count - 1), 30_000);
          const delay = nextLookDelayMs({ count, hintMs: null }, DEFAULT_PACE, () => share);
          expect(Math.abs(delay - plain)).toBeLessThanOrEqual(plain / 10 + 1e-6);
        },
      ),
    );
    const hinted = (hintMs: number): number => nextLookDelayMs({ count: 9, hintMs }, DEFAULT_PACE, () => 0);
    expect([hinted(0), hinted(20_000), hinted(1e9)]).toEqual([1_000, 20_000, 600_000]);
  });

  it('looks once more just before a deadline, never after it, and always later than now', () => {
    const ms = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        ms,
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (now, delay, left) => {
          const at = nextLookAt(now, delay, now + left);
          expect(at).toBeGreaterThan(now);
          expect(at).toBeLessThanOrEqual(Math.min(now + delay, now + left));
        },
      ),
    );
    expect(nextLookAt(0, 30_000, 25_000)).toBe(25_000 - LAST_LOOK_MS);
    expect(nextLookAt(0, 2_000, 25_000)).toBe(2_000);
    expect(nextLookAt(24_500, 30_000, 25_000)).toBe(25_000);
    expect(nextLookAt(0, 5_000, Number.POSITIVE_INFINITY)).toBe(5_000);
  });
});

describe('parsePace', () => {
  it('gives what it is given, or the default', () => {
    const pace = { minDelayMs: 1, maxDelayMs: 1, growth: 1 };
    expect([parsePace(pace), parsePace()]).toEqual([pace, DEFAULT_PACE]);
  });

  it.each([
    ['growth', { minDelayMs: 5_000, maxDelayMs: 60_000 }],
    ['minDelayMs', { ...DEFAULT_PACE, minDelayMs: 0 }],
    ['maxDelayMs', { ...DEFAULT_PACE, maxDelayMs: 'soon' }],
    ['growth', { ...DEFAULT_PACE, growth: 0.5 }],
  ])('refuses a wrong %s', (member, given) => {
    const pace: Pace = JSON.parse(JSON.stringify(given));
    expect(() => parsePace(pace)).toThrow(
      expect.objectContaining({ message: `pace.${member} must be a number from 1 on` }),
    );
  });
});
