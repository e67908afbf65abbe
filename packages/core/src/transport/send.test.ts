import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../runtime/clock.js';
import { send } from './send.js';
import type { Transport } from './transport.js';
import { requireTrustedUrl } from './trusted-url.js';

const URL_X = 'https://x.example/y?z=1';
const get = (transport: Transport, signal?: AbortSignal) =>
  send({ transport, clock: systemClock }, { method: 'GET', url: URL_X, signal });

describe('the caller’s signal', () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const abortsMeanwhile: Transport = async () => {
    controller.abort(reason);
    throw new TypeError('gone');
  };

  it.each([
    ['an answer', new AbortController(), async () => new Response('{}')],
    ['a failure', new AbortController(), () => Promise.reject(new TypeError('fetch failed'))],
    ['an answer that cannot be read', new AbortController(), async () => Response.error()],
    ['an abort during the call', controller, abortsMeanwhile],
    ['an abort before the call', controller, async () => new Response('{}')],
  ] as const)('keeps no listener after %s', async (_title, { signal }, transport) => {
    await get(transport, signal).catch(() => {});
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('keeps no listener over many calls at once', async () => {
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 50 }, () => get(async () => new Response('{}'), signal)));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('redirects', () => {
  it('are refused in the request itself, for transports that would follow them', async () => {
    let redirect: string | undefined;
    await get(async (request) => {
      redirect = request.redirect;
      return new Response('{}');
    });
    expect(redirect).toBe('manual');
  });

  it('are an unexpected response where the platform hides them, never a success', async () => {
    await expect(get(async () => Response.error())).rejects.toMatchObject({
      code: 'unexpected-response',
      message: expect.not.stringContaining('z=1'),
    });
  });
});

describe('requireTrustedUrl', () => {
  const endpoint = 'https://management.azure.com';

  it('accepts no URL of another scheme that claims the same origin', () => {
    expect(new URL(`blob:${endpoint}/x`).origin).toBe(endpoint);
    expect(() => requireTrustedUrl(`blob:${endpoint}/x`, endpoint, 'nextLink')).toThrow(
      expect.objectContaining({ code: 'untrusted-url' }),
    );
  });

  it('lets only those URLs pass that a request would send to the endpoint', () => {
    const host = fc.constantFrom('management.azure.com', 'MANAGEMENT.azure.com', 'evil.example', 'a.b');
    const before = fc.constantFrom(
      'https://',
      'http://',
      'https:\\\\',
      '//',
      'https://u@',
      'blob:https://',
      ' https://',
    );
    const after = fc.constantFrom(
      '',
      '/',
      '/x?y=1',
      ':443/x',
      ':444/x',
      '.evil.example/x',
      '@evil.example/x',
      '\\@evil.example',
    );
    fc.assert(
      fc.property(before, host, after, (start, name, end) => {
        const text = `${start}${name}${end}`;
        try {
          expect(requireTrustedUrl(text, endpoint, 'nextLink')).toBe(text);
          const { protocol, host: sentTo, username } = new URL(new Request(text).url);
          expect([protocol, sentTo, username]).toEqual(['https:', 'management.azure.com', '']);
        } catch (error) {
          expect(error).toMatchObject({ code: 'untrusted-url' });
        }
      }),
    );
    expect(requireTrustedUrl('https://MANAGEMENT.azure.com:443/x', endpoint, 'nextLink')).toContain(
      'MANAGEMENT',
    );
  });
});
