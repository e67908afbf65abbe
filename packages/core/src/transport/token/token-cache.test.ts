import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../runtime/clock.js';
import { TokenCache } from './token-cache.js';
import type { AccessToken, TokenCredential } from './token-credential.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A credential that answers only when told to. */
interface HandCredential extends TokenCredential {
  readonly signals: AbortSignal[];
  answer(token: string): void;
}

function handCredential(): HandCredential {
  const signals: AbortSignal[] = [];
  const answers: ((token: AccessToken) => void)[] = [];
  return {
    signals,
    answer: (token) => answers.shift()?.({ token, expiresOnTimestamp: Date.now() + HOUR }),
    getToken: (_scopes, options) => {
      if (options?.abortSignal) signals.push(options.abortSignal);
      return new Promise((resolve) => answers.push(resolve));
    },
  };
}

function createCache(credential: TokenCredential): TokenCache {
  return new TokenCache({ credential, scope: 'scope', clock: systemClock });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const unaborted = new AbortController().signal;

describe('a credential that hangs', () => {
  it('is given up after five minutes, as a credential error that may pass', async () => {
    const credential = handCredential();
    const cache = createCache(credential);
    const waiting = expect(cache.current(unaborted)).rejects.toMatchObject({
      code: 'credential',
      retryable: true,
      message: expect.stringContaining('300000 ms'),
      hint: expect.stringContaining('az login'),
    });
    await vi.advanceTimersByTimeAsync(5 * MINUTE - 1);
    expect(credential.signals[0]?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(credential.signals[0]?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is asked again by the next caller', async () => {
    const credential = handCredential();
    const cache = createCache(credential);
    const first = expect(cache.current(unaborted)).rejects.toMatchObject({ code: 'credential' });
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    await first;
    const second = cache.current(unaborted);
    credential.answer('late');
    credential.answer('fresh');
    expect((await second).token).toBe('fresh');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('while it renews costs ten seconds, and the token that is held serves on', async () => {
    const credential = handCredential();
    const cache = createCache(credential);
    const first = cache.current(unaborted);
    credential.answer('first');
    await first;
    await vi.advanceTimersByTimeAsync(HOUR - MINUTE);
    const renewed = cache.current(unaborted);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await renewed).token).toBe('first');
    expect(credential.signals[1]?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('callers who share a token', () => {
  it('may leave without disturbing the others; the last one who leaves ends the request', async () => {
    const credential = handCredential();
    const cache = createCache(credential);
    const callers = [new AbortController(), new AbortController()] as const;
    const [one, two] = callers.map(({ signal }) => cache.current(signal));
    callers[0].abort(new Error('first leaves'));
    await expect(one).rejects.toThrow('first leaves');
    expect(credential.signals[0]?.aborted).toBe(false);
    callers[1].abort(new Error('second leaves'));
    await expect(two).rejects.toThrow('second leaves');
    expect(credential.signals).toHaveLength(1);
    expect(credential.signals[0]?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('get the token when one of them has left', async () => {
    const credential = handCredential();
    const cache = createCache(credential);
    const leaving = new AbortController();
    const gone = expect(cache.current(leaving.signal)).rejects.toThrow('enough');
    const staying = cache.current(unaborted);
    leaving.abort(new Error('enough'));
    await gone;
    credential.answer('shared');
    expect((await staying).token).toBe('shared');
    expect(credential.signals).toHaveLength(1);
  });

  it('do not ask at all after an abort', async () => {
    const credential = handCredential();
    const reason = new Error('enough');
    await expect(createCache(credential).current(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(credential.signals).toEqual([]);
  });
});

describe('a token that was refused', () => {
  async function cacheHolding(token: string) {
    const credential = handCredential();
    const cache = createCache(credential);
    const first = cache.current(unaborted);
    credential.answer(token);
    return { credential, cache, held: await first };
  }

  it('is replaced by a new one, with the claims to meet', async () => {
    const { credential, cache, held } = await cacheHolding('first');
    const fresh = cache.refresh(held, { claims: '{"a":1}', tenantId: null }, unaborted);
    credential.answer('second');
    expect((await fresh).token).toBe('second');
    expect((await cache.current(unaborted)).token).toBe('second');
  });

  it('is replaced by the one that is held where another caller was first', async () => {
    const { credential, cache, held } = await cacheHolding('second');
    expect(
      await cache.refresh({ ...held, token: 'first' }, { claims: null, tenantId: null }, unaborted),
    ).toBe(held);
    expect(credential.signals).toHaveLength(1);
  });
});

describe('wall time that jumps', () => {
  it('forward makes the token count as expired, back makes it count as good', async () => {
    const credential = handCredential();
    const cache = createCache(credential);
    const first = cache.current(unaborted);
    credential.answer('first');
    await first;
    vi.setSystemTime(Date.now() - 24 * HOUR);
    expect((await cache.current(unaborted)).token).toBe('first');
    vi.setSystemTime(Date.now() + 48 * HOUR);
    const second = cache.current(unaborted);
    credential.answer('second');
    expect((await second).token).toBe('second');
  });
});

it.each([
  ['no text', 7],
  ['undefined', undefined],
  ['empty', ''],
  ['a line break', 'hun\nter'],
  ['a letter that no header holds', 'hunt€r'],
])('refuses a token that is %s, without showing it', async (_title, token) => {
  const untyped: AccessToken = Object.assign({ token: '', expiresOnTimestamp: HOUR }, { token });
  const failure = createCache({ getToken: async () => untyped }).current(unaborted);
  await expect(failure).rejects.toMatchObject({
    code: 'credential',
    message: 'the credential gave no usable token for scope',
  });
  await expect(failure).rejects.not.toHaveProperty('cause');
});
