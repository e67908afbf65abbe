import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timestamp, zuluTimestamp } from './timestamp.js';

describe('timestamp', () => {
  it('has seven fractional digits and an offset, and keeps the instant and the order', () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const [first, second] = [timestamp(a), timestamp(b)];
        expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/);
        expect(new Date(first).getTime()).toBe(a);
        if (a !== b) expect(first < second).toBe(a < b);
        expect(zuluTimestamp(a)).toBe(`${first.slice(0, 27)}Z`);
      }),
    );
  });
});
