import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { answerOf, requestTo } from '../../test/plain-messages.js';
import { systemClock } from '../runtime/clock.js';
import { compose } from './compose.js';
import { withRetry } from './retry.js';
import { DEFAULT_RETRY, parseRetryOptions, type RetryOptions } from './retry-decision.js';

describe('parseRetryOptions', () => {
  /** Options as a caller without types would give them. */
  const untyped = (options: object): Partial<RetryOptions> => Object.assign({}, options);

  it('fills in what is left out, undefined or null', () => {
    const given = untyped({ maxTries: 2, maxDelayMs: undefined, tryTimeoutMs: null });
    expect(parseRetryOptions(given)).toEqual({ ...DEFAULT_RETRY, maxTries: 2 });
    expect(parseRetryOptions()).toEqual(DEFAULT_RETRY);
  });

  it.each([
    ['maxTries', Number.NaN],
    ['maxTries', 0],
    ['maxTries', '4'],
    ['baseDelayMs', -1],
    ['maxDelayMs', Number.NaN],
    ['tryTimeoutMs', 0],
  ])('refuses %s of %s', (name, value) => {
    expect(() => parseRetryOptions(untyped({ [name]: value }))).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field: `retry.${name}` }) }),
    );
  });
});

describe('withRetry', () => {
  const status = fc.constantFrom(200, 201, 400, 401, 404, 408, 409, 412, 429, 500, 501, 502, 503, 504);
  const outcome = fc.record({
    status: fc.option(status),
    retryAfter: fc.option(fc.nat(2_000).map(String)),
  });

  it('ends within its tries, waits as it is told, and repeats no write whose fate is open', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'DELETE'),
        fc.integer({ min: 1, max: 6 }),
        fc.array(outcome, { minLength: 6, maxLength: 6 }),
        async (method, maxTries, outcomes) => {
          const slept: number[] = [];
          let calls = 0;
          const policy = withRetry(
            { ...DEFAULT_RETRY, maxTries },
            { random: () => 0.5, clock: { ...systemClock, sleep: async (ms) => void slept.push(ms) } },
          );
          const transport = compose(async () => {
            const { status, retryAfter } = outcomes[calls] ?? { status: 200, retryAfter: null };
            calls += 1;
            if (status === null) throw new TypeError('fetch failed');
            return answerOf({
              status,
              headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
            });
          }, policy);
          await transport(requestTo('https://x.example', { method })).catch(() => {});

          expect(calls).toBeLessThanOrEqual(maxTries);
          expect(slept).toHaveLength(calls - 1);
          for (const [index, pause] of slept.entries()) {
            const { status, retryAfter } = outcomes[index] ?? { status: 200, retryAfter: null };
            const repeatable = method === 'GET' ? [408, 429, 500, 502, 503, 504, null] : [408, 429];
            expect(repeatable).toContain(status);
            const hinted = status !== null && retryAfter !== null;
            expect(pause).toBe(
              hinted
                ? Math.min(Number(retryAfter) * 1_000, 600_000)
                : Math.min(1_000 * 2 ** index, 30_000) / 2,
            );
          }
        },
      ),
    );
  });

  it('leaves neither timer nor listener when it is aborted in a pause', async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const reason = new Error('enough');
    const { signal } = controller;
    const transport = compose(
      async () => answerOf({ status: 503 }),
      withRetry(DEFAULT_RETRY, { clock: systemClock, random: () => 0.9 }),
    );
    const waiting = transport(requestTo('https://x.example', { signal }));
    await vi.waitUntil(() => vi.getTimerCount() === 1);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    vi.useRealTimers();
  });
});
