import { describe, expect, it, vi } from 'vitest';
import { requestTo } from '../../test/plain-messages.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { fetchTransport } from './fetch-transport.js';

const URL_X = 'https://x.example/y?z=1';
const MAX = 8 * 1024 * 1024;

/** Gives chunks of 1 MiB without end, and without saying how long it is. */
function endlessBody(): { readonly body: ReadableStream; readonly isCanceled: () => boolean } {
  let canceled = false;
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    cancel: () => {
      canceled = true;
    },
  });
  return { body, isCanceled: () => canceled };
}

describe('the request', () => {
  it('is sent as it is given', async () => {
    let seen: Request | undefined;
    const transport = fetchTransport(async (request) => {
      seen = request;
      return new Response();
    });
    await transport(requestTo(URL_X, { method: 'PUT', headers: { a: 'b' }, body: '{"c":1}' }));
    expect([seen?.method, seen?.url, seen?.headers.get('a'), await seen?.text()]).toEqual([
      'PUT',
      URL_X,
      'b',
      '{"c":1}',
    ]);
    await transport(requestTo(URL_X));
    expect(seen?.body).toBeNull();
  });

  it('follows no redirect, and sends neither cookies nor stale answers', async () => {
    let seen: Request | undefined;
    await fetchTransport(async (request) => {
      seen = request;
      return new Response();
    })(requestTo(URL_X));
    expect(seen).toMatchObject({ redirect: 'manual', credentials: 'omit', cache: 'no-store' });
  });

  it('goes to the platform’s own fetch, as it is when the request is sent', async () => {
    const transport = fetchTransport();
    const fetch = vi.fn(async (url: string) => new Response(url));
    vi.stubGlobal('fetch', fetch);
    expect((await transport(requestTo(URL_X))).body).toBe(URL_X);
    expect(fetch.mock.lastCall).toEqual([
      URL_X,
      {
        method: 'GET',
        headers: {},
        body: null,
        signal: null,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      },
    ]);
    vi.unstubAllGlobals();
  });

  it('is stopped by its signal', async () => {
    const controller = new AbortController();
    let stopped: unknown;
    const waiting = fetchTransport(
      ({ signal }) => new Promise(() => signal.addEventListener('abort', () => (stopped = signal.reason))),
    )(requestTo(URL_X, { signal: controller.signal }));
    controller.abort('enough');
    await vi.waitUntil(() => stopped !== undefined);
    expect(stopped).toBe('enough');
    waiting.catch(() => {});
  });
});

describe('a failure', () => {
  it.each([
    [
      new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
    ],
    [new TypeError('fetch failed', { cause: new Error('socket hang up') }), 'socket hang up'],
    [Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }), 'ETIMEDOUT'],
    [new TypeError('fetch failed'), 'fetch failed'],
    [new DOMException('not now', 'NetworkError'), 'not now'],
    ['text', 'text'],
  ])('is a network error of %s, without the path', async (cause, words) => {
    const failure = fetchTransport(() => Promise.reject(cause))(requestTo(URL_X));
    await expect(failure).rejects.toMatchObject({
      code: 'network',
      retryable: true,
      hint: expect.stringContaining('proxy'),
    });
    await expect(failure).rejects.toThrow(`no answer to GET from x.example: ${words}`);
  });

  it('passes an error of this library and the reason of an abort on', async () => {
    const own = new NotFoundError('x', { hint: 'y' });
    await expect(fetchTransport(() => Promise.reject(own))(requestTo(URL_X))).rejects.toBe(own);
    const reason = new Error('enough');
    const aborted = requestTo(URL_X, { signal: AbortSignal.abort(reason) });
    await expect(fetchTransport(() => Promise.reject(new TypeError('aborted')))(aborted)).rejects.toBe(
      reason,
    );
  });
});

describe('the answer', () => {
  it('is plain, with the names of headers in lower case', async () => {
    const response = new Response('all', { status: 201, headers: { 'X-A': 'b' } });
    expect(await fetchTransport(async () => response)(requestTo(URL_X))).toEqual({
      status: 201,
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-a': 'b' },
      body: 'all',
    });
    const empty = await fetchTransport(async () => new Response(null, { status: 204 }))(requestTo(URL_X));
    expect(empty).toEqual({ status: 204, headers: {}, body: '' });
    expect(await fetchTransport(async () => Response.error())(requestTo(URL_X))).toMatchObject({ status: 0 });
  });

  it.each([
    ['a byte order mark', '\uFEFF{"a":1}', '{"a":1}'],
    ['exactly 8 MiB', 'x'.repeat(MAX), 'x'.repeat(MAX)],
    ['one byte more', 'x'.repeat(MAX + 1), null],
  ])('is read with a body of %s', async (_title, text, body) => {
    expect((await fetchTransport(async () => new Response(text))(requestTo(URL_X))).body).toBe(body);
  });

  it('is text where its parts are cut within a letter', async () => {
    const bytes = new TextEncoder().encode('größer');
    const body = new ReadableStream({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect((await fetchTransport(async () => new Response(body))(requestTo(URL_X))).body).toBe('größer');
  });

  it('is without a body that does not end, which is read no further', async () => {
    const { body, isCanceled } = endlessBody();
    expect((await fetchTransport(async () => new Response(body))(requestTo(URL_X))).body).toBeNull();
    expect(isCanceled()).toBe(true);
  });

  it('fails with its body', async () => {
    const broken = new Response(
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('cut off')) }),
    );
    await expect(fetchTransport(async () => broken)(requestTo(URL_X))).rejects.toThrow('cut off');
  });
});
