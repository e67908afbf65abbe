import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../../test/plain-messages.js';
import { systemClock } from '../runtime/clock.js';
import { fetchTransport } from './fetch-transport.js';
import { send } from './send.js';
import type { Transport, TransportRequest } from './transport.js';

const URL_X = 'https://x.example/y?z=1';
const get = (transport: Transport, signal?: AbortSignal) =>
  send({ transport, clock: systemClock }, { method: 'GET', url: URL_X, signal });

describe('send', () => {
  it('sends JSON and asks for it', async () => {
    const seen: TransportRequest[] = [];
    const transport: Transport = async (request) => {
      seen.push(request);
      return answerOf({ body: '{}' });
    };
    await send({ transport, clock: systemClock }, { method: 'PUT', url: URL_X, body: { a: 1 } });
    await get(transport);
    expect(seen).toEqual([
      {
        method: 'PUT',
        url: URL_X,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: '{"a":1}',
        timeoutMs: 60_000,
      },
      { method: 'GET', url: URL_X, headers: { accept: 'application/json' }, timeoutMs: 60_000 },
    ]);
  });

  it('sends nothing after an abort, and rejects with its reason during one', async () => {
    const reason = new Error('enough');
    let calls = 0;
    const controller = new AbortController();
    const transport: Transport = ({ signal }) => {
      calls += 1;
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new TypeError('gone'))),
      );
    };
    await expect(get(transport, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(calls).toBe(0);
    const waiting = get(transport, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  it('makes a network error of a body that breaks off, and of anything that a transport throws', async () => {
    const broken = new Response(
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('cut off')) }),
    );
    await expect(get(fetchTransport(async () => broken))).rejects.toMatchObject({ code: 'network' });
    await expect(get(() => Promise.reject(new TypeError('gone')))).rejects.toMatchObject({ code: 'network' });
  });
});

describe('the caller’s signal', () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const abortsMeanwhile: Transport = async () => {
    controller.abort(reason);
    throw new TypeError('gone');
  };

  it.each([
    ['an answer', new AbortController(), fetchTransport(async () => new Response('{}'))],
    ['a failure', new AbortController(), fetchTransport(() => Promise.reject(new TypeError('fetch failed')))],
    ['an answer that cannot be read', new AbortController(), fetchTransport(async () => Response.error())],
    ['an abort during the call', controller, abortsMeanwhile],
    ['an abort before the call', controller, fetchTransport(async () => new Response('{}'))],
  ] as const)('keeps no listener after %s', async (_title, { signal }, transport) => {
    await get(transport, signal).catch(() => {});
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('keeps no listener over many calls at once', async () => {
    const { signal } = new AbortController();
    const transport = fetchTransport(async () => new Response('{}'));
    await Promise.all(Array.from({ length: 50 }, () => get(transport, signal)));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

it('takes a redirect that the platform hides for an unexpected response, never for a success', async () => {
  await expect(get(fetchTransport(async () => Response.error()))).rejects.toMatchObject({
    code: 'unexpected-response',
    message: 'the answer to GET from x.example is a redirect',
    hint: expect.stringContaining('endpoint'),
  });
});
