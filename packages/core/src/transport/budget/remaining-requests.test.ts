import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../test/plain-messages.js';
import { isBucketEmpty, remainingOf } from './remaining-requests.js';

describe('remainingOf', () => {
  it.each([
    ['reads', 'subscription', { own: 12, all: 3_000 }],
    ['writes', 'subscription', { own: 7, all: null }],
    ['deletes', 'subscription', { own: null, all: null }],
    ['reads', 'tenant', { own: 99, all: null }],
    ['writes', 'tenant', { own: null, all: null }],
  ] as const)('reads what is left of the %s of a %s', (kind, scope, expected) => {
    const headers = {
      'x-ms-ratelimit-remaining-subscription-reads': '12',
      'x-ms-ratelimit-remaining-subscription-global-reads': '3000',
      'x-ms-ratelimit-remaining-subscription-writes': '7',
      'x-ms-ratelimit-remaining-subscription-deletes': '-1',
      'x-ms-ratelimit-remaining-tenant-reads': '99',
      'x-ms-ratelimit-remaining-tenant-writes': 'many',
    };
    expect(remainingOf(headers, kind, scope)).toEqual(expected);
  });
});

describe('isBucketEmpty', () => {
  const throttled = (code: string) => answerOf({ status: 429, body: `{"error":{"code":"${code}"}}` });

  it.each([
    ['a success', answerOf(), { own: 0, all: 0 }, false],
    ['a refusal that says nothing', answerOf({ status: 429 }), { own: null, all: null }, true],
    ['a refusal with nothing left', throttled('X'), { own: 0, all: 9 }, true],
    ['a refusal with nothing left for all callers', throttled('X'), { own: 9, all: 0 }, true],
    ['a refusal by a provider', throttled('ResourceRequestsThrottled'), { own: 9, all: 9 }, false],
    ['a refusal by ARM', throttled('SubscriptionRequestsThrottled'), { own: 9, all: 9 }, true],
    [
      'a refusal whose body was not kept',
      answerOf({ status: 429, body: null }),
      { own: 9, all: null },
      false,
    ],
  ])('tells %s', (_, answer, remaining, expected) => {
    expect(isBucketEmpty(answer, remaining)).toBe(expected);
  });
});
