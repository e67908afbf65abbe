import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimestamp } from './timestamp.js';

describe('readTimestamp', () => {
  it.each([
    ['2022-03-01T10:20:30Z', '2022-03-01T10:20:30+00:00'],
    ['2022-03-01T10:20:30-00:00', '2022-03-01T10:20:30+00:00'],
    ['2022-03-01T10:20:30.1234567+00:00', '2022-03-01T10:20:30.123456+00:00'],
    ['2022-03-01T10:20:30.0000009Z', '2022-03-01T10:20:30+00:00'],
    ['2022-03-01T10:20:30,5+09', '2022-03-01T10:20:30.500000+09:00'],
    ['20220301T102030-0530', '2022-03-01T10:20:30-05:30'],
    ['2022-03-01T10:20:30+23:59', '2022-03-01T10:20:30+23:59'],
    ['2022-03-01T10:20:30-00:30', '2022-03-01T10:20:30-00:30'],
    ['2022-03-01T10:20:30-05:00', '2022-03-01T10:20:30-05:00'],
    ['2022-03-01T10:20Z', '2022-03-01T10:20:00+00:00'],
    ['2022-03-01T10', '2022-03-01T10:00:00'],
    ['2022-03-01', '2022-03-01T00:00:00'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00+00:00'],
  ])('reads %s', (text, iso) => {
    expect(readTimestamp(text)).toEqual({ text, iso });
  });

  it.each([
    '',
    'not a date',
    '2022-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-03-00',
    '0000-01-01',
    '2022-03-01T24:00Z',
    '2022-03-01T10:60Z',
    '2022-03-01T10:20:60Z',
    '2022-03-01T10:20:30.Z',
    '2022-03-01T10:20:30+24:00',
    '2022-03-01T10:20:30+01:60',
    '2022-03-01T10:20:30 UTC',
    '2022-03-01Z',
    ' 2022-03-01',
    '1 March 2022',
  ])('refuses %s', (text) => {
    expect(readTimestamp(text)).toBeNull();
  });

  it('reads those days that a calendar has', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(part(2_500), part(13), part(32), (year, month, day) => {
        const text = [
          String(year).padStart(4, '0'),
          ...[month, day].map((two) => String(two).padStart(2, '0')),
        ].join('-');
        const date = new Date(`${text}T00:00:00Z`);
        const exists = year > 0 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
        expect(readTimestamp(text) !== null).toBe(exists);
      }),
    );
  });

  it.each([
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2023-04-31', false],
    ['2023-12-31', true],
  ])('knows whether %s exists', (text, exists) => {
    expect(readTimestamp(text) !== null).toBe(exists);
  });

  it('reads every instant that a Date can write, and its own output', () => {
    const dates = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        const read = readTimestamp(date.toISOString());
        expect(Date.parse(read?.iso ?? '')).toBe(date.getTime());
        expect(readTimestamp(read?.iso ?? '')?.iso).toBe(read?.iso);
      }),
    );
  });
});
