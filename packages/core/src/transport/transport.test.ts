import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { NotFoundError } from '../errors/not-found-error.js';
import { type Clock, systemClock } from '../runtime/clock.js';
import { readAnswer } from './answer.js';
import { boundedFetch } from './bounded-fetch.js';
import { withClientRequestId } from './client-request-id.js';
import { compose } from './compose.js';
import { type Fetch, fetchTransport } from './fetch-transport.js';
import { send } from './send.js';
import type { Policy, Transport } from './transport.js';
import { withUserAgent } from './user-agent.js';

const URL_X = 'https://x.example/y?z=1';

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

it('puts the first policy outermost', async () => {
  const seen: string[] = [];
  const mark =
    (name: string): Policy =>
    (next) =>
    (request) => {
      seen.push(name);
      return next(request);
    };
  await compose(async () => new Response(), mark('one'), mark('two'))(new Request(URL_X));
  expect(seen).toEqual(['one', 'two']);
});

it('names each call and ourselves, and keeps a name that is there', async () => {
  const seen: Headers[] = [];
  const record: Transport = async ({ headers }) => {
    seen.push(headers);
    return new Response();
  };
  const transport = compose(
    record,
    withClientRequestId(() => 'id-1'),
    withUserAgent(),
  );
  await transport(new Request(URL_X));
  await transport(new Request(URL_X, { headers: { 'x-ms-client-request-id': 'mine' } }));
  expect(seen.map((headers) => headers.get('x-ms-client-request-id'))).toEqual(['id-1', 'mine']);
  expect(seen[0]?.get('user-agent')).toMatch(/^azureml-kubernetes\/\d/);
  await compose(record, withClientRequestId())(new Request(URL_X));
  expect(seen[2]?.get('x-ms-client-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

describe('fetchTransport', () => {
  it('follows no redirect, and sends neither cookies nor stale answers', async () => {
    let given: RequestInit | undefined;
    await fetchTransport(async (_request, init) => {
      given = init;
      return new Response();
    })(new Request(URL_X));
    expect(given).toEqual({ redirect: 'manual', credentials: 'omit', cache: 'no-store' });
  });

  it('takes the platform’s own fetch, as it is when it is called', async () => {
    const transport = fetchTransport();
    vi.stubGlobal('fetch', async ({ url }: Request) => new Response(url));
    expect(await (await transport(new Request(URL_X))).text()).toBe(URL_X);
    vi.unstubAllGlobals();
  });

  it.each([
    [
      new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
    ],
    [new TypeError('fetch failed', { cause: new Error('socket hang up') }), 'socket hang up'],
    [new TypeError('fetch failed'), 'fetch failed'],
    ['text', 'text'],
  ])('makes a network error of %s, without the path', async (cause, words) => {
    const failure = fetchTransport(() => Promise.reject(cause))(new Request(URL_X));
    await expect(failure).rejects.toMatchObject({
      code: 'network',
      retryable: true,
      hint: expect.stringContaining('proxy'),
    });
    await expect(failure).rejects.toThrow(`no answer to GET from x.example: ${words}`);
  });

  it('passes errors of this library and the reason of an abort on', async () => {
    const own = new NotFoundError('x', { hint: 'y' });
    await expect(fetchTransport(() => Promise.reject(own))(new Request(URL_X))).rejects.toBe(own);
    const reason = new Error('enough');
    const aborted = new Request(URL_X, { signal: AbortSignal.abort(reason) });
    await expect(fetchTransport(() => Promise.reject(new TypeError('aborted')))(aborted)).rejects.toBe(
      reason,
    );
  });
});

describe('boundedFetch, in time', () => {
  /** A clock whose sleep ends when told to. */
  function handClock(): Clock & { ring(): void; readonly waiting: () => number } {
    let ring = (): void => {};
    let waiting = 0;
    return {
      ...systemClock,
      waiting: () => waiting,
      ring: () => ring(),
      sleep: (_delayMs, signal) =>
        new Promise((resolve, reject) => {
          waiting += 1;
          const end = (then: () => void) => (): void => {
            waiting -= 1;
            then();
          };
          ring = end(resolve);
          signal?.addEventListener(
            'abort',
            end(() => reject(signal.reason)),
            { once: true },
          );
        }),
    };
  }

  it('gives up as a network error and stops the request behind it', async () => {
    const clock = handClock();
    let stopped: unknown;
    const stuck: Fetch = (_request, init) =>
      new Promise(() => init?.signal?.addEventListener('abort', () => (stopped = init.signal?.reason)));
    const waiting = boundedFetch(stuck, { timeoutMs: 5_000, clock })(new Request(URL_X));
    clock.ring();
    await expect(waiting).rejects.toMatchObject({
      code: 'network',
      retryable: true,
      message: 'no answer to GET within 5000 ms',
      hint: expect.stringContaining('retry.tryTimeoutMs'),
    });
    expect(stopped).toMatchObject({ code: 'network' });
  });

  it('leaves no timer behind an answer or a failure', async () => {
    const clock = handClock();
    await boundedFetch(async () => new Response(), { timeoutMs: 1, clock })(new Request(URL_X));
    await expect(
      boundedFetch(() => Promise.reject(new Error('x')), { timeoutMs: 1, clock })(new Request(URL_X)),
    ).rejects.toMatchObject({ code: 'network' });
    expect(clock.waiting()).toBe(0);
  });
});

describe('boundedFetch, to the end of the answer', () => {
  const bounds = { timeoutMs: 1_000, clock: systemClock };

  it('reads the body once, before it passes the answer on', async () => {
    const broken = new Response(
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('cut off')) }),
    );
    await expect(boundedFetch(async () => broken, bounds)(new Request(URL_X))).rejects.toThrow('cut off');
    const answer = new Response('all', { status: 201, headers: { a: 'b' } });
    const whole = await boundedFetch(async () => answer, bounds)(new Request(URL_X));
    expect((await readAnswer(whole, systemClock)).body).toMatchObject({ kind: 'unreadable' });
    expect([whole.status, whole.headers.get('a'), await whole.text()]).toEqual([201, 'b', 'all']);
  });

  it('stops reading a body that does not end, and lets it be known as too long', async () => {
    const { body, isCanceled } = endlessBody();
    const cut = await boundedFetch(async () => new Response(body), bounds)(new Request(URL_X));
    expect(isCanceled()).toBe(true);
    expect((await readAnswer(cut, systemClock)).body).toEqual({
      kind: 'unreadable',
      reason: 'longer than 8 MiB',
    });
  });

  it('passes an answer without a body on', async () => {
    const empty = new Response(null, { status: 204 });
    expect(await boundedFetch(async () => empty, bounds)(new Request(URL_X))).toBe(empty);
  });
});

describe('readAnswer', () => {
  it.each([
    ['{"a":1}', { kind: 'json', value: { a: 1 } }],
    ['\uFEFF{"a":1}', { kind: 'json', value: { a: 1 } }],
    ['', { kind: 'empty' }],
    ['  \n', { kind: 'empty' }],
    ['<html>', { kind: 'unreadable', reason: 'not JSON' }],
    ['x'.repeat(8 * 1024 * 1024 + 1), { kind: 'unreadable', reason: 'longer than 8 MiB' }],
  ])('reads a body', async (text, body) => {
    expect((await readAnswer(new Response(text), systemClock)).body).toEqual(body);
  });

  it('stops reading a body that does not end', async () => {
    const { body, isCanceled } = endlessBody();
    expect((await readAnswer(new Response(body), systemClock)).body).toMatchObject({ kind: 'unreadable' });
    expect(isCanceled()).toBe(true);
  });

  it('reads a body of exactly 8 MiB', async () => {
    const text = `"${'x'.repeat(8 * 1024 * 1024 - 2)}"`;
    expect((await readAnswer(new Response(text), systemClock)).body.kind).toBe('json');
  });

  it('keeps the headers that mean something', async () => {
    const headers = {
      'x-ms-request-id': 'r',
      'azure-asyncoperation': 'a',
      location: 'l',
      'retry-after': '5',
    };
    expect(await readAnswer(new Response(null, { status: 202, headers }), systemClock)).toMatchObject({
      status: 202,
      requestId: 'r',
      operationUrl: 'a',
      location: 'l',
      retryAfterMs: 5_000,
    });
  });
});

describe('send', () => {
  it('sends JSON and asks for it, and leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    let seen: Request | undefined;
    const transport: Transport = async (request) => {
      seen = request;
      return new Response('{}');
    };
    await send({ transport, clock: systemClock }, { method: 'PUT', url: URL_X, body: { a: 1 }, signal });
    expect(await seen?.text()).toBe('{"a":1}');
    expect(seen?.headers.get('content-type')).toBe('application/json');
    expect(seen?.headers.get('accept')).toBe('application/json');
    await send({ transport, clock: systemClock }, { method: 'GET', url: URL_X });
    expect([seen?.body, seen?.headers.has('content-type')]).toEqual([null, false]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('sends nothing after an abort, and rejects with its reason during one', async () => {
    const reason = new Error('enough');
    let calls = 0;
    const controller = new AbortController();
    const transport: Transport = ({ signal }) => {
      calls += 1;
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new TypeError('gone'))),
      );
    };
    const call = (signal: AbortSignal) =>
      send({ transport, clock: systemClock }, { method: 'GET', url: URL_X, signal });
    await expect(call(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(calls).toBe(0);
    const waiting = call(controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  it('makes a network error of a body that breaks off', async () => {
    const transport: Transport = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('cut off')) }));
    await expect(
      send({ transport, clock: systemClock }, { method: 'GET', url: URL_X }),
    ).rejects.toMatchObject({ code: 'network' });
  });
});
