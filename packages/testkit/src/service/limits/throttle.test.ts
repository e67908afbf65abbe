import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSession } from '../../../test/session.js';
import { demoIds } from '../../seed/demo-seed.js';
import { TokenBuckets } from './throttle.js';

const LIST = `${demoIds.workspaceId}/computes`;
const jwt = (oid: string, more: object = {}) => `e30.${btoa(JSON.stringify({ oid, ...more }))}.x`;

describe('throttling', () => {
  it('is off unless asked for', async () => {
    const { call } = openSession();
    for (let round = 0; round < 260; round += 1) expect((await call('GET', LIST)).status).toBe(200);
  });

  it('refuses the request that finds an empty bucket, and says when there is a token again', async () => {
    const { call, clock } = openSession({ throttle: { reads: { capacity: 2, perSecond: 0.5 } } });
    expect([(await call('GET', LIST)).status, (await call('GET', LIST)).status]).toEqual([200, 200]);
    const refused = await call('GET', LIST);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    expect(refused.headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBe('0');
    await clock.advance(1999);
    expect((await call('GET', LIST)).status).toBe(429);
    await clock.advance(1);
    expect((await call('GET', LIST)).status).toBe(200);
  });

  it('counts reads, writes and deletes apart', async () => {
    const { call, attach, detach } = openSession({
      throttle: { reads: { capacity: 1, perSecond: 1 }, deletes: { capacity: 1, perSecond: 1 } },
    });
    await call('GET', LIST);
    expect([(await call('GET', LIST)).status, (await attach('gpu')).status]).toEqual([429, 201]);
    expect([(await detach('absent')).status, (await detach('absent')).status]).toEqual([204, 429]);
  });

  it('counts principals apart, by the oid claim of their token', async () => {
    const { call } = openSession({ throttle: { reads: { capacity: 1, perSecond: 1 } } });
    const statuses = [];
    for (const token of [jwt('alice'), jwt('alice', { iat: 2 }), jwt('bob'), 'opaque', 'opaque', 'a.b.c'])
      statuses.push((await call('GET', LIST, { token })).status);
    expect(statuses).toEqual([200, 429, 200, 200, 429, 200]);
  });

  it('does not save up tokens beyond the capacity', async () => {
    const { call, clock } = openSession({ throttle: { reads: { capacity: 2, perSecond: 1 } } });
    await clock.advance(3_600_000);
    await call('GET', LIST);
    await clock.advance(3_600_000);
    const statuses = [];
    for (let round = 0; round < 3; round += 1) statuses.push((await call('GET', LIST)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('limits the subscription as a whole to fifteen times as much', async () => {
    const { call } = openSession({ throttle: { reads: { capacity: 1, perSecond: 1 } } });
    const statuses = [];
    for (let caller = 0; caller < 16; caller += 1)
      statuses.push((await call('GET', LIST, { token: jwt(`caller ${caller}`) })).status);
    expect(statuses.indexOf(429)).toBe(15);
  });

  it('counts what lies in no subscription for the tenant, apart from all subscriptions', async () => {
    const { call } = openSession({ throttle: { reads: { capacity: 1, perSecond: 1 } } });
    const first = await call('GET', '/subscriptions?api-version=2022-12-01');
    expect(first.headers.get('x-ms-ratelimit-remaining-tenant-reads')).toBe('0');
    expect(first.headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBeNull();
    expect((await call('GET', LIST)).status).toBe(200);
    const refused = await call('GET', '/subscriptions?api-version=2022-12-01');
    expect(refused).toMatchObject({ status: 429, json: { error: { code: 'TenantRequestsThrottled' } } });
    const other = await call('GET', '/subscriptions?api-version=2022-12-01', { token: jwt('bob') });
    expect(other.status).toBe(200);
  });

  it('counts each region apart where two of them answer in turn', async () => {
    const { call } = openSession({
      throttle: { reads: { capacity: 2, perSecond: 1 } },
      modes: { armRegions: 2 },
    });
    const left = [];
    for (let round = 0; round < 5; round += 1)
      left.push((await call('GET', LIST)).headers.get('x-ms-ratelimit-remaining-subscription-reads'));
    expect(left).toEqual(['1', '1', '0', '0', '0']);
    expect((await call('GET', LIST)).status).toBe(429);
  });

  it('does not count for a subscription that does not exist', async () => {
    const { call } = openSession();
    const { headers } = await call('GET', LIST.replace('5f1c', 'ffff'));
    expect(headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBeNull();
  });

  it('keeps no more buckets than are in use', () => {
    const buckets = new TokenBuckets();
    const take = (caller: number, now: number) =>
      buckets.take('reads', { subscription: `s${caller}`, principal: 'p', region: 0 }, now);
    for (let caller = 0; caller < 10_000; caller += 1) take(caller, caller);
    expect(buckets.size).toBeLessThanOrEqual(1001);
    // The one that was emptied last is still known.
    for (let read = 0; read < 250; read += 1) take(9999, 10_000);
    for (let caller = 20_000; caller < 22_000; caller += 1) take(caller, 10_000);
    expect(take(9999, 10_000).retryAfterSeconds).toBe(1);
  });

  it('never hands out more than the capacity and what flowed back', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5 }),
        (gaps, capacity, perSecond) => {
          const limit = { capacity, perSecond };
          const buckets = new TokenBuckets({ reads: limit, writes: limit, deletes: limit });
          let now = 0;
          let granted = 0;
          for (const gap of gaps) {
            now += gap;
            const { retryAfterSeconds, remaining } = buckets.take(
              'reads',
              { subscription: 's', principal: 'p', region: 0 },
              now,
            );
            if (retryAfterSeconds === null) granted += 1;
            expect(remaining).toBeGreaterThanOrEqual(0);
          }
          expect(granted).toBeLessThanOrEqual(capacity + (now / 1000) * perSecond + 1e-6);
        },
      ),
    );
  });
});
