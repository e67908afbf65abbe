import { ManualClock } from '@azureml-kubernetes/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../../../test/plain-messages.js';
import type { HttpMethod, Transport, TransportRequest } from '../transport.js';
import { withRequestBudget } from './request-budget.js';

const ARM = 'https://management.azure.com/subscriptions';

function createSender() {
  const clock = new ManualClock({ autoAdvance: true });
  const sentAt: number[] = [];
  const transport = withRequestBudget({ clock, random: () => 0 })(async () => {
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
    const transport = withRequestBudget({ clock, random: () => 0 })(async () => answerOf());
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

/** ARM's bucket of reads, as all processes of a principal share it. */
function createService(clock: ManualClock, { latencyMs = 20, refill = 25, burst = 250 } = {}) {
  let tokens = burst;
  let countedAt = 0;
  const seen: { readonly at: number; readonly status: number }[] = [];
  const transport: Transport = async () => {
    await clock.sleep(latencyMs);
    const now = clock.monotonic();
    tokens = Math.min(burst, tokens + ((now - countedAt) / 1_000) * refill);
    countedAt = now;
    const isServed = tokens >= 1;
    if (isServed) tokens -= 1;
    seen.push({ at: now, status: isServed ? 200 : 429 });
    await clock.sleep(latencyMs);
    const headers = { 'x-ms-ratelimit-remaining-subscription-reads': String(Math.floor(tokens)) };
    return isServed
      ? answerOf({ headers })
      : answerOf({ status: 429, headers: { ...headers, 'retry-after': '1' } });
  };
  return { transport, seen };
}

describe('processes of one principal that do not know each other', () => {
  it.each([1, 2, 4, 8])('are not refused when %i of them send as much as they may', async (count) => {
    const clock = new ManualClock({ autoAdvance: true });
    const { transport, seen } = createService(clock);
    const processes = Array.from({ length: count }, () =>
      withRequestBudget({ clock, random: Math.random })(transport),
    );
    const each = Math.round(800 / count);
    await Promise.all(
      processes.flatMap((send) => Array.from({ length: each }, () => send(requestTo(`${ARM}/a/x`)))),
    );
    expect(seen.filter(({ status }) => status === 429)).toHaveLength(0);
    const seconds = (seen.at(-1)?.at ?? 0) / 1_000;
    expect(seconds, 'what comes back is used').toBeLessThan(1.5 * ((800 - 160) / 25));
  });

  it('are let in little by little, so that the first answers can tell', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const { transport, seen } = createService(clock);
    const send = withRequestBudget({ clock, random: () => 0 })(transport);
    await Promise.all(Array.from({ length: 40 }, () => send(requestTo(`${ARM}/a/x`))));
    expect(seen.filter(({ at }) => at === 20)).toHaveLength(8);
    expect(seen.filter(({ at }) => at === 60).length).toBeGreaterThan(8);
  });

  it('get their share where two regions answer in turn', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const regions = [createService(clock), createService(clock)];
    let sent = 0;
    const send = withRequestBudget({ clock, random: () => 0 })((request) => {
      sent += 1;
      return (regions[sent % 2] ?? regions[0] ?? createService(clock)).transport(request);
    });
    await Promise.all(Array.from({ length: 400 }, () => send(requestTo(`${ARM}/a/x`))));
    expect(regions.flatMap(({ seen }) => seen).every(({ status }) => status === 200)).toBe(true);
    expect(clock.monotonic()).toBeLessThan(20_000);
  });
});

describe('a refusal', () => {
  const refusing = (headers: Record<string, string>, body = '') => {
    const clock = new ManualClock({ autoAdvance: true });
    const sentAt: number[] = [];
    const send = withRequestBudget({ clock, random: () => 0.5 })(async () => {
      sentAt.push(clock.monotonic());
      return sentAt.length === 1 ? answerOf({ status: 429, headers, body }) : answerOf();
    });
    const call = (url = `${ARM}/a/x`, other: Partial<TransportRequest> = {}) => send(requestTo(url, other));
    return { clock, sentAt, call };
  };

  it('closes the bucket for all of its requests until its time is over, and a little longer', async () => {
    const { sentAt, call } = refusing({ 'retry-after': '10' });
    await call();
    await Promise.all([call(), call(), call(`${ARM}/a/other`)]);
    expect(sentAt[1]).toBeGreaterThanOrEqual(11_000);
    expect(sentAt[1]).toBeLessThan(11_100);
  });

  it('leaves other buckets open', async () => {
    const { clock, call } = refusing({ 'retry-after': '10' });
    await call();
    await Promise.all([call(`${ARM}/b/x`), call(`${ARM}/a/x`, { method: 'PUT' })]);
    expect(clock.monotonic()).toBe(0);
  });

  it('of one list by its provider leaves the bucket open', async () => {
    const headers = { 'retry-after': '300', 'x-ms-ratelimit-remaining-subscription-reads': '200' };
    const { clock, call } = refusing(headers, '{"error":{"code":"ResourceRequestsThrottled"}}');
    await call();
    await call(`${ARM}/a/other`);
    expect(clock.monotonic()).toBeLessThan(1_000);
  });

  it('is waited for a second where it names no time', async () => {
    const { sentAt, call } = refusing({});
    await call();
    await call();
    expect(sentAt[1]).toBeGreaterThanOrEqual(1_100);
  });

  it('can be left while it is waited for', async () => {
    const { clock, call } = refusing({ 'retry-after': '10' });
    await call();
    const leaving = new AbortController();
    const left = call(`${ARM}/a/x`, { signal: leaving.signal });
    leaving.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    expect(clock.sleeping).toBe(0);
  });
});

describe('requests without an answer', () => {
  it('do not hold up the others', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const sentAt: number[] = [];
    const send = withRequestBudget({ clock, random: () => 0 })(() => {
      sentAt.push(clock.monotonic());
      return new Promise(() => {});
    });
    for (let count = 0; count < 10; count += 1) void send(requestTo(`${ARM}/a/x`));
    await clock.sleep(5_000);
    expect(sentAt.slice(7)).toEqual([0, 1_000, 2_000]);
  });

  it('give their place back when they fail', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const send = withRequestBudget({ clock, random: () => 0 })(() => Promise.reject(new Error('lost')));
    const all = Array.from({ length: 20 }, () => send(requestTo(`${ARM}/a/x`)));
    const ends = await Promise.allSettled(all);
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    expect(clock.sleeping).toBe(0);
  });
});

describe('a query of Azure Resource Graph', () => {
  it('counts as a read of the tenant, although it is a POST', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const kinds: string[] = [];
    const send = withRequestBudget({ clock, random: () => 0 })(async ({ method, url }) => {
      kinds.push(method);
      return answerOf(
        url.includes('ResourceGraph') ? { headers: { 'x-ms-ratelimit-remaining-tenant-reads': '1' } } : {},
      );
    });
    const graph = 'https://management.azure.com/providers/Microsoft.ResourceGraph/resources?api-version=1';
    await send(requestTo(graph, { method: 'POST' }));
    await send(requestTo('https://management.azure.com/subscriptions?api-version=1'));
    expect(clock.monotonic(), 'the list of subscriptions shares the bucket').toBeGreaterThanOrEqual(1_000);
    expect(kinds).toEqual(['POST', 'GET']);
  });
});
