import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter, parseTimeSpan, quotaOf, requestIdOf, retryAfterMs } from './response-headers.js';
import { DEFAULT_RETRY, mayRetry, retryDelayMs } from './retry-decision.js';
import type { TransportHeaders } from './transport.js';

const NOW = Date.UTC(2026, 0, 1);

describe('parseRetryAfter', () => {
  it.each([
    ['17', 17_000],
    [' 17 ', 17_000],
    ['0', 0],
    ['0.5', 500],
    ['0.125', 125],
    ['86400', 600_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 600_000],
    ['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
    ['Thu Jan  1 00:00:30 2026', 30_000],
    ['thu, 01 jan 2026 00:00:30 gmt', 30_000],
    ['30, 60', null],
    ['1e3', null],
    ['+5', null],
    ['0x10', null],
    ['9'.repeat(400), 600_000],
    ['soon', null],
    ['-5', null],
    ['', null],
    ['5 minutes', null],
    ['2026-01-01', null],
    ['Thu, 99 Jan 2026 00:00:30 GMT', null],
    [null, null],
  ])('reads %j as %j', (text, expected) => {
    expect(parseRetryAfter(text, NOW)).toBe(expected);
  });

  it('is always null or between nothing and ten minutes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (text) => {
          const read = parseRetryAfter(text, NOW);
          expect(read === null || (read >= 0 && read <= 600_000)).toBe(true);
        },
      ),
    );
  });
});

it('prefers the millisecond forms of Retry-After', () => {
  expect(retryAfterMs({ 'retry-after-ms': '250', 'retry-after': '9' }, NOW)).toBe(250);
  expect(retryAfterMs({ 'x-ms-retry-after-ms': '999999' }, NOW)).toBe(600_000);
  expect(retryAfterMs({ 'retry-after-ms': 'x', 'retry-after': '9' }, NOW)).toBe(9_000);
  for (const illegible of ['1x', 'x1', '', '-1'])
    expect(retryAfterMs({ 'retry-after-ms': illegible, 'retry-after': '9' }, NOW)).toBe(9_000);
  expect(retryAfterMs({}, NOW)).toBeNull();
});

it('counts a date from that of the answer, where it has one', () => {
  const headers = (date: string): TransportHeaders => ({
    'retry-after': 'Thu, 01 Jan 2026 08:00:30 GMT',
    date,
  });
  expect(retryAfterMs(headers('Thu, 01 Jan 2026 08:00:00 GMT'), NOW)).toBe(30_000);
  expect(retryAfterMs(headers('yesterday'), NOW)).toBe(600_000);
  expect(retryAfterMs({ 'retry-after': '5', date: 'Thu, 01 Jan 2026 08:00:00 GMT' }, NOW)).toBe(5_000);
});

it('finds the request id under either name', () => {
  expect(requestIdOf({ 'x-ms-request-id': 'a', 'x-ms-correlation-request-id': 'b' })).toBe('a');
  expect(requestIdOf({ 'x-ms-correlation-request-id': 'b' })).toBe('b');
  expect(requestIdOf({})).toBeNull();
});

describe('mayRetry', () => {
  const answer = (status: number) => ({ kind: 'answer', status, retryAfterMs: null }) as const;

  it.each([408, 429, 500, 502, 503, 504])('repeats a read after %i', (status) => {
    expect(mayRetry('GET', answer(status))).toBe(true);
    expect(mayRetry('HEAD', answer(status))).toBe(true);
  });

  it.each([408, 429])('repeats a write after %i, which says that nothing was done', (status) => {
    expect(mayRetry('PUT', answer(status))).toBe(true);
    expect(mayRetry('DELETE', answer(status))).toBe(true);
  });

  it('never repeats a 409, nor anything that is not transient', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'PUT', 'DELETE', 'POST'),
        fc.integer({ min: 100, max: 599 }),
        (method, status) => {
          const transient = [408, 429, 500, 502, 503, 504].includes(status);
          if (!transient) expect(mayRetry(method, answer(status))).toBe(false);
        },
      ),
    );
    expect(mayRetry('GET', answer(409))).toBe(false);
  });

  it('never repeats a write whose fate is open', () => {
    for (const method of ['PUT', 'DELETE', 'POST', 'PATCH'] as const) {
      expect(mayRetry(method, { kind: 'no-answer' })).toBe(false);
      for (const status of [500, 502, 503, 504]) expect(mayRetry(method, answer(status))).toBe(false);
    }
    expect(mayRetry('GET', { kind: 'no-answer' })).toBe(true);
  });
});

it('pauses within the bounds, and exactly as long as it is told to', () => {
  const pause = (nextTry: number, hint: number | null, share: number): number =>
    retryDelayMs(nextTry, hint, { options: DEFAULT_RETRY, random: () => share });
  expect([2, 3, 4, 20].map((nextTry) => pause(nextTry, null, 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
  expect(pause(2, null, 0)).toBe(0);
  expect(pause(2, 12_345, 0.3)).toBe(12_345);
});

describe('a time span', () => {
  it.each([
    ['00:00:05', 5_000],
    ['00:00:04.5', 4_500],
    ['0:01:01', 61_000],
    ['1:01:01', 600_000],
    [' 00:00:00 ', 0],
    ['00:61:00', null],
    ['5', null],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%j is %j ms', (text, expected) => {
    expect(parseTimeSpan(text)).toBe(expected);
  });
});

describe('the quota of a caller', () => {
  it.each([
    [{}, null],
    [
      { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' },
      { remaining: 14, resetsAfterMs: 5_000 },
    ],
    [{ 'x-ms-user-quota-remaining': 'many' }, { remaining: null, resetsAfterMs: null }],
    [{ 'x-ms-user-quota-resets-after': 'soon' }, { remaining: null, resetsAfterMs: null }],
  ])('in %j is %j', (headers, expected) => {
    expect(quotaOf(headers)).toEqual(expected);
  });

  it('names the pause once it is used up, unless Retry-After does', () => {
    const quota = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:04' };
    expect(retryAfterMs(quota, 0)).toBe(4_000);
    expect(retryAfterMs({ ...quota, 'retry-after': '9' }, 0)).toBe(9_000);
    expect(retryAfterMs({ ...quota, 'x-ms-user-quota-remaining': '1' }, 0)).toBeNull();
  });
});
