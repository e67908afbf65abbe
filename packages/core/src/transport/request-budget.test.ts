import { ManualClock } from '@azureml-kubernetes/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../../test/plain-messages.js';
import { withRequestBudget } from './request-budget.js';
import type { HttpMethod } from './transport.js';

const ARM = 'https://management.azure.com/subscriptions';

function createSender() {
  const clock = new ManualClock({ autoAdvance: true });
  const sentAt: number[] = [];
  const transport = withRequestBudget(clock)(async () => {
    sentAt.push(clock.monotonic());
    return answerOf();
  });
  const send = (method: HttpMethod = 'GET', subscription = 'a', signal?: AbortSignal) =>
    transport(requestTo(`${ARM}/${subscription}/x`, { method, signal }));
  return { clock, sentAt, send };
}

describe('withRequestBudget', () => {
  it.each([
    ['GET', 240, [42, 83, 125]],
    ['PUT', 190, [105, 211, 316]],
    ['DELETE', 190, [105, 211, 316]],
  ] as const)(
    'sends a burst of %s at once, and the rest at the pace of the service',
    async (method, burst, restAt) => {
      const { sentAt, send } = createSender();
      await Promise.all(Array.from({ length: burst + 3 }, () => send(method)));
      expect(sentAt.slice(0, burst).every((at) => at === 0)).toBe(true);
      expect(sentAt.slice(burst).map(Math.round)).toEqual(restAt);
    },
  );

  it('never has more on its way than the burst and what has come back since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 400 }), async (pausesMs) => {
        const { clock, sentAt, send } = createSender();
        const waits: Promise<unknown>[] = [];
        for (const pauseMs of pausesMs) {
          waits.push(send(), send(), send());
          if (pauseMs > 300) await clock.sleep(pauseMs);
        }
        await Promise.all(waits);
        for (const [count, at] of sentAt.entries())
          expect(count + 1).toBeLessThanOrEqual(240 + (at * 24) / 1_000 + 1e-6);
      }),
      { numRuns: 10 },
    );
  });

  it('counts each subscription, and reads, writes and deletes apart', async () => {
    const { sentAt, send } = createSender();
    await Promise.all(Array.from({ length: 240 }, () => send()));
    await Promise.all(Array.from({ length: 190 }, () => send('PUT')));
    await Promise.all([send('GET', 'ab'), send('DELETE'), send('PUT', 'ab')]);
    expect(sentAt.at(-1)).toBe(0);
    await send('HEAD', 'A');
    expect(Math.round(sentAt.at(-1) ?? 0)).toBe(42);
    await send('POST');
    expect(Math.round(sentAt.at(-1) ?? 0)).toBe(105);
  });

  it('gets its burst back in time, and no more than that', async () => {
    const { clock, sentAt, send } = createSender();
    await Promise.all(Array.from({ length: 240 }, () => send()));
    await clock.sleep(1_000);
    await Promise.all(Array.from({ length: 25 }, () => send()));
    expect(sentAt.slice(240).map(Math.round)).toEqual([...Array.from({ length: 24 }, () => 1_000), 1_042]);
    await clock.sleep(3_600_000);
    const again = clock.monotonic();
    await Promise.all(Array.from({ length: 241 }, () => send()));
    expect(sentAt.slice(265, 505).every((at) => at === again)).toBe(true);
    expect(sentAt.at(-1)).toBeGreaterThan(again);
  });

  it('gives what names no subscription one budget', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const transport = withRequestBudget(clock)(async () => answerOf());
    const list = () => transport(requestTo('https://management.azure.com/providers/x'));
    await Promise.all(Array.from({ length: 241 }, list));
    expect(clock.monotonic()).toBeGreaterThan(0);
  });

  it('gives the place of one that is aborted back', async () => {
    const { sentAt, send } = createSender();
    await Promise.all(Array.from({ length: 240 }, () => send()));
    const leaving = new AbortController();
    const left = send('GET', 'a', leaving.signal);
    leaving.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    await send();
    expect(Math.round(sentAt.at(-1) ?? 0)).toBe(42);
  });
});
