import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BucketEstimate } from './bucket-estimate.js';

const reads = { burst: 240, perSecond: 24 };
const left = (own: number | null, all: number | null = null) => ({ own, all });

describe('BucketEstimate', () => {
  it('is lowered by what an answer reports, less what is under way, and never raised', () => {
    const estimate = new BucketEstimate(reads, 0);
    estimate.learn(left(100), 20, 0);
    expect(estimate.tokensAt(0)).toBe(80);
    estimate.learn(left(200), 0, 0);
    expect(estimate.tokensAt(0)).toBe(80);
    estimate.learn(left(200, 50), 0, 0);
    expect(estimate.tokensAt(0), 'the bucket of all callers counts, too').toBe(50);
    estimate.learn(left(3), 9, 0);
    expect(estimate.tokensAt(0)).toBe(0);
  });

  it('fills up to more than is documented where reports show that there is more', () => {
    const estimate = new BucketEstimate(reads, 0);
    estimate.learn(left(1_099, 16_499), 0, 0);
    expect(estimate.tokensAt(0)).toBe(240);
    expect(estimate.tokensAt(3_600_000)).toBe(1_089);
  });

  it('spaces requests only once a report shows that little is left, the more the less there is', () => {
    const estimate = new BucketEstimate(reads, 0);
    for (let count = 0; count < 239; count += 1) estimate.take(0);
    expect(estimate.spacingMs(0), 'without reports the allowance is all that is known').toBe(0);
    const spacings = [240, 90, 70, 50, 30, 10].map((own) => {
      const fresh = new BucketEstimate(reads, 0);
      fresh.learn(left(own), 0, 0);
      return Math.round(fresh.spacingMs(0));
    });
    expect(spacings).toEqual([0, 0, 60, 167, 1_000, 1_000]);
  });

  it('halves the pace while little is left to all callers', () => {
    const estimate = new BucketEstimate(reads, 0);
    estimate.learn(left(240, 4_000), 0, 0);
    expect(estimate.spacingMs(0)).toBe(0);
    estimate.learn(left(240, 199), 0, 0);
    expect(Math.round(estimate.spacingMs(0))).toBe(83);
    estimate.learn(left(240, 201), 0, 0);
    expect(estimate.spacingMs(0)).toBe(0);
  });

  it('halves the rate after a refusal, down to an eighth, and gets it back in time', () => {
    const estimate = new BucketEstimate(reads, 0);
    const dueMs = [1, 2, 3, 4, 5].map(() => {
      estimate.refuse(0);
      return Math.round(estimate.tokenDueInMs(0));
    });
    expect(dueMs).toEqual([83, 167, 333, 333, 333]);
    estimate.tokensAt(60_000);
    estimate.learn(left(0), 0, 60_000);
    expect(Math.round(estimate.tokenDueInMs(60_000))).toBe(42);
  });

  it('never tells more than was reported last and what has come back since', () => {
    const steps = fc.array(
      fc.record({
        pauseMs: fc.integer({ min: 0, max: 20_000 }),
        own: fc.integer({ min: 0, max: 2_000 }),
        underWay: fc.integer({ min: 0, max: 300 }),
        taken: fc.integer({ min: 0, max: 20 }),
        isRefused: fc.boolean(),
      }),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const estimate = new BucketEstimate(reads, 0);
        let now = 0;
        for (const { pauseMs, own, underWay, taken, isRefused } of all) {
          const before = estimate.tokensAt(now);
          now += pauseMs;
          expect(estimate.tokensAt(now)).toBeLessThanOrEqual(Math.max(before, 0) + pauseMs * 0.024 + 1e-6);
          estimate.learn(left(own), underWay, now);
          expect(estimate.tokensAt(now)).toBeLessThanOrEqual(Math.max(0, own - underWay));
          for (let count = 0; count < taken && estimate.tokenDueInMs(now) === 0; count += 1)
            estimate.take(now);
          if (isRefused) estimate.refuse(now);
          expect(estimate.tokensAt(now)).toBeGreaterThanOrEqual(0);
          expect(estimate.spacingMs(now)).toBeLessThanOrEqual(8_000);
        }
      }),
    );
  });
});
