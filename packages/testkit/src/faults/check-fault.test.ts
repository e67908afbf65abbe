import { describe, expect, it } from 'vitest';
import { checkFault } from './check-fault.js';
import type { FaultEffect } from './fault.js';
import type { RouteName } from './route-name.js';

describe('checkFault', () => {
  it.each<[FaultEffect, string]>([
    [{ kind: 'latency', delayMs: -1 }, 'delayMs is a number from 0, got -1'],
    [{ kind: 'duration', durationMs: Number.POSITIVE_INFINITY }, 'durationMs'],
    [{ kind: 'error', status: 700 }, 'status is one that has a body, such as 503, got 700'],
    [{ kind: 'error', status: 204 }, 'status'],
    [{ kind: 'error', status: 503, retryAfterSeconds: Number.NaN }, 'retryAfterSeconds'],
    [{ kind: 'error', status: 503, headers: { 'a b': 'c' } }, "'a b: c' is no header"],
    [{ kind: 'text', text: '', status: 304 }, 'status'],
    [{ kind: 'text', text: '', contentType: 'a\nb' }, 'is no header'],
    [{ kind: 'drop-header', name: '' }, 'is no header'],
    [{ kind: 'set-header', name: 'Retry-After', value: '5\r\nX: y' }, 'is no header'],
    [{ kind: 'foreign-url', where: 'operation', origin: 'evil' }, "got 'evil'"],
  ])('refuses %j', (effect, words) => {
    expect(() => checkFault({ effect: [{ kind: 'stuck' }, effect] })).toThrow(words);
    expect(() => checkFault({ effect })).toThrow(RangeError);
  });

  it.each<[FaultEffect, RouteName]>([
    [{ kind: 'stuck' }, 'compute.get'],
    [{ kind: 'state', state: 'Pondering' }, 'compute.list'],
    [{ kind: 'foreign-url', where: 'operation', origin: 'https://evil.example' }, 'compute.list'],
    [{ kind: 'foreign-url', where: 'next-link', origin: 'https://evil.example' }, 'compute.get'],
  ])('refuses %j on %s, where it could not show', (effect, route) => {
    const checking = () =>
      checkFault({ match: { route }, effect: [{ kind: 'latency', delayMs: 1 }, effect] });
    expect(checking).toThrow(RangeError);
    expect(checking).toThrow(`'${effect.kind}' cannot show on ${route}`);
  });

  it.each<FaultEffect>([
    { kind: 'latency', delayMs: 0 },
    { kind: 'error', status: 429, retryAfterSeconds: 5, headers: { 'x-a': 'b' } },
    { kind: 'text', text: '<html>' },
    { kind: 'drop-header', name: 'Location' },
    { kind: 'foreign-url', where: 'next-link', origin: 'https://evil.example' },
    { kind: 'cancels' },
  ])('accepts %j', (effect) => {
    expect(() => checkFault({ effect, times: -1, match: { nth: 3 } })).not.toThrow();
  });
});
