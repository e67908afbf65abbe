import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../runtime/clock.js';
import { send } from './send.js';
import type { Transport } from './transport.js';

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
      message: 'the answer to GET from x.example is a redirect',
      hint: expect.stringContaining('endpoint'),
    });
  });
});
