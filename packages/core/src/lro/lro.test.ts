import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConflictError } from '../errors/conflict-error.js';
import { ForbiddenError } from '../errors/forbidden-error.js';
import { ServiceError } from '../errors/service-error.js';
import { systemClock } from '../runtime/clock.js';
import type { Answer, AnswerBody } from '../transport/answer.js';
import { followUpOf } from './follow-up.js';
import { type Operation, restoreOperation } from './operation.js';
import { type Poller, pollOperation } from './poll.js';
import { DEFAULT_PACE, LAST_LOOK_MS, nextLookAt, nextLookDelayMs } from './schedule.js';
import { type Starter, startWrite, type Write } from './start.js';

const ENDPOINT = 'https://management.azure.com';
const operation: Operation = {
  version: 1,
  kind: 'attach',
  mode: 'azure-async-operation',
  url: `${ENDPOINT}/op?s=1`,
  startedAt: '2026-01-01T00:00:00.000Z',
  computeId: '/x',
};

function answer(parts: Partial<Answer> = {}): Answer {
  const body: AnswerBody = { kind: 'empty' };
  return {
    status: 200,
    body,
    requestId: null,
    retryAfterMs: null,
    operationUrl: null,
    location: null,
    ...parts,
  };
}

function json(value: unknown, init?: ResponseInit): Response {
  return new Response(JSON.stringify(value), init);
}

/** A service that answers in turn, and a clock that does not really sleep. */
function script(
  ...answers: readonly (Response | Error)[]
): Starter & Poller & { readonly sent: string[]; readonly slept: number[] } {
  const sent: string[] = [];
  const slept: number[] = [];
  return {
    sent,
    slept,
    endpoint: ENDPOINT,
    random: () => 1,
    clock: { ...systemClock, sleep: async (delayMs) => void slept.push(delayMs) },
    transport: async (request) => {
      const next = answers[sent.length];
      sent.push(request.method);
      if (next instanceof Response) return next;
      throw next ?? new TypeError('the script is over');
    },
  };
}

describe('restoreOperation', () => {
  it('gives back what was stored, and only that', () => {
    const stored = JSON.parse(JSON.stringify({ ...operation, extra: 1 }));
    expect(restoreOperation(stored, ENDPOINT)).toEqual(operation);
  });

  it.each([
    null,
    'x',
    {},
    { ...operation, version: 2 },
    { ...operation, kind: 'delete' },
    { ...operation, mode: 'guess' },
    { ...operation, url: 7 },
    { ...operation, computeId: null },
    { ...operation, startedAt: 'yesterday' },
    { ...operation, startedAt: 7 },
  ])('refuses %j', (stored) => {
    expect(() => restoreOperation(stored, ENDPOINT)).toThrow(
      expect.objectContaining({ code: 'invalid-payload' }),
    );
  });

  it('refuses one of another endpoint', () => {
    expect(() => restoreOperation(operation, 'https://management.chinacloudapi.cn')).toThrow(
      expect.objectContaining({ code: 'untrusted-url' }),
    );
  });
});

describe('followUpOf', () => {
  const url = `${ENDPOINT}/status`;
  it.each([
    [
      { operationUrl: url, location: `${ENDPOINT}/l` },
      { mode: 'azure-async-operation', url },
    ],
    [{ location: url }, { mode: 'location', url }],
    [{}, null],
  ] as const)('of %j is %j', (headers, expected) => {
    expect(followUpOf(answer(headers), ENDPOINT)).toEqual(expected);
  });

  it.each([
    { operationUrl: 'https://evil.example' },
    { location: 'https://evil.example' },
    { operationUrl: '/relative' },
  ])('refuses %j', (headers) => {
    expect(() => followUpOf(answer(headers), ENDPOINT)).toThrow(
      expect.objectContaining({ code: 'untrusted-url' }),
    );
  });
});

describe('startWrite', () => {
  const request = { method: 'PUT', url: `${ENDPOINT}/x`, body: {} } as const;
  const write = (settled: 'applied' | 'absent', accepts: readonly number[] = []) => ({
    request,
    action: 'the attach of gpu',
    accepts,
    settle: async () => settled,
  });
  const lost = (): Error => new TypeError('fetch failed');

  it.each([200, 201, 202, 204])('takes %i for an answer', async (status) => {
    const started = await startWrite(script(new Response(null, { status })), write('absent'));
    expect(started).toMatchObject({ kind: 'answered', answer: { status } });
  });

  it('takes what the caller accepts for an answer', async () => {
    const started = await startWrite(script(new Response(null, { status: 404 })), write('absent', [404]));
    expect(started).toMatchObject({ kind: 'answered', answer: { status: 404 } });
  });

  it.each([
    ['a lost answer', lost],
    ['a 500', () => new Response('', { status: 500 })],
    ['a 504', () => new Response('', { status: 504 })],
    ['a 409', () => new Response('', { status: 409 })],
    ['a success that is HTML', () => new Response('<html>')],
  ])('is settled after %s when the effect is there, and sends nothing more', async (_title, first) => {
    const starter = script(first());
    expect(await startWrite(starter, write('applied'))).toEqual({ kind: 'settled' });
    expect(starter.sent).toHaveLength(1);
  });

  it('sends again where the effect is not there, after a pause', async () => {
    const starter = script(
      lost(),
      new Response('', { status: 503, headers: { 'retry-after': '7' } }),
      json({}, { status: 201 }),
    );
    expect(await startWrite(starter, write('absent'))).toMatchObject({
      kind: 'answered',
      answer: { status: 201 },
    });
    expect(starter.slept).toEqual([1_000, 7_000]);
    expect(starter.sent).toHaveLength(3);
  });

  it('gives up after four tries, with the last failure', async () => {
    const starter = script(lost(), lost(), lost(), lost());
    await expect(startWrite(starter, write('absent'))).rejects.toMatchObject({ code: 'network' });
    expect(starter.sent).toHaveLength(4);
    const busy = script(...[1, 2, 3, 4].map(() => new Response('', { status: 503 })));
    await expect(startWrite(busy, write('absent'))).rejects.toMatchObject({ code: 'service' });
  });

  it('reads after the pause, so that a write which shows late is not sent twice', async () => {
    const starter = script(lost(), json({}, { status: 201 }));
    const late: Write = {
      ...write('absent'),
      settle: async () => (starter.slept.length > 0 ? 'applied' : 'absent'),
    };
    expect(await startWrite(starter, late)).toEqual({ kind: 'settled' });
    expect(starter.sent).toHaveLength(1);
  });

  it('sends nothing again where its effect cannot be read, and says that it is not known', async () => {
    const busy = new ServiceError('reading was answered with HTTP 503', { hint: 'h', retryable: true });
    const blind = { ...write('absent'), settle: () => Promise.reject(busy) };
    const starter = script(lost(), json({}, { status: 201 }));
    await expect(startWrite(starter, blind)).rejects.toMatchObject({
      code: 'network',
      retryable: true,
      message: 'the attach of gpu may have been carried out or not: reading was answered with HTTP 503',
    });
    expect(starter.sent).toHaveLength(1);
    await expect(startWrite(script(new Response('', { status: 409 })), blind)).rejects.toMatchObject({
      code: 'conflict',
    });
    const forbidden = new ForbiddenError('m', { hint: 'h' });
    const barred = { ...write('absent'), settle: () => Promise.reject(forbidden) };
    await expect(startWrite(script(lost()), barred)).rejects.toBe(forbidden);
    const taken = new ConflictError('m', { hint: 'h', retryable: true });
    const contested = { ...write('absent'), settle: () => Promise.reject(taken) };
    await expect(startWrite(script(lost()), contested)).rejects.toBe(taken);
  });

  it.each([
    [400, 'service'],
    [403, 'forbidden'],
    [409, 'conflict'],
    [429, 'throttled'],
    [301, 'unexpected-response'],
  ])('never sends again after %i', async (status, code) => {
    const starter = script(new Response('', { status }));
    await expect(startWrite(starter, write('absent'))).rejects.toMatchObject({ code });
    expect(starter.sent).toHaveLength(1);
  });

  it('passes an error that is no lost answer on', async () => {
    const starter = script();
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const aborted = { ...write('absent'), request: { ...request, signal: controller.signal } };
    await expect(startWrite(starter, aborted)).rejects.toThrow('enough');
  });
});

describe('pollOperation', () => {
  const { signal } = new AbortController();
  const poll = (response: Response, change: Partial<Operation> = {}) =>
    pollOperation(script(response), { ...operation, ...change }, signal);

  it.each([
    [json({ status: 'InProgress' }), { kind: 'running', text: 'InProgress' }],
    [json({ status: 'InProgress' }, { status: 202 }), { kind: 'running' }],
    [json({ status: 'Pondering' }), { kind: 'running', text: 'Pondering' }],
    [json({ status: null }), { kind: 'running', text: '' }],
    [json({ status: 'Creating' }), { kind: 'running' }],
    [
      json({ status: 'Running' }, { headers: { 'retry-after': '9' } }),
      { kind: 'running', retryAfterMs: 9_000 },
    ],
    [json({ status: 'Succeeded' }), { kind: 'ended', end: { state: 'succeeded' } }],
    [json({ status: 'Cancelled' }), { kind: 'ended', end: { state: 'canceled', text: 'Cancelled' } }],
    [
      json({ status: 'Failed', error: { code: 'X', message: 'm' } }),
      { kind: 'ended', end: { state: 'failed', problems: [{ code: 'X', message: 'm' }] } },
    ],
    [
      json({ status: 'Failed', error: 'boom' }),
      { kind: 'ended', end: { problems: [{ code: null, message: 'boom' }] } },
    ],
    [json({}), { kind: 'lost', reason: 'unreadable' }],
    [new Response('oops'), { kind: 'lost', reason: 'unreadable' }],
    [new Response(null), { kind: 'lost', reason: 'unreadable' }],
    [new Response('', { status: 404 }), { kind: 'lost', reason: 'absent' }],
    [new Response('', { status: 403 }), { kind: 'lost', reason: 'forbidden' }],
  ])('reads a status', async (response, expected) => {
    expect(await poll(response)).toMatchObject(expected);
  });

  it.each([
    [new Response(null, { status: 202 }), { kind: 'running', text: 'InProgress' }],
    [json({ anything: 1 }), { kind: 'ended', end: { state: 'succeeded' } }],
    [new Response(null, { status: 204 }), { kind: 'ended', end: { state: 'succeeded', problems: [] } }],
    [new Response('', { status: 404 }), { kind: 'lost', reason: 'absent' }],
  ])('reads a Location', async (response, expected) => {
    expect(await poll(response, { mode: 'location' })).toMatchObject(expected);
  });

  it('goes on at the URL that the service names next', async () => {
    const headers = { location: `${ENDPOINT}/next` };
    expect(await poll(new Response(null, { status: 202, headers }), { mode: 'location' })).toMatchObject({
      operation: { ...operation, mode: 'location', url: `${ENDPOINT}/next` },
    });
    const foreign = new Response(null, { status: 202, headers: { location: 'https://evil.example' } });
    await expect(poll(foreign, { mode: 'location' })).rejects.toMatchObject({ code: 'untrusted-url' });
  });

  it.each([
    [401, 'credential'],
    [429, 'throttled'],
    [500, 'service'],
    [301, 'unexpected-response'],
  ])('throws what reading it was refused with (%i)', async (status, code) => {
    await expect(poll(new Response('', { status }))).rejects.toMatchObject({ code });
  });
});

describe('the schedule', () => {
  it('grows from two seconds to half a minute', () => {
    const delays = [1, 2, 3, 20, 2_000].map((count) =>
      nextLookDelayMs({ count, hintMs: null }, DEFAULT_PACE, () => 0.5),
    );
    expect(delays).toEqual([2_000, 3_000, 4_500, 30_000, 30_000]);
  });

  it('stays within a tenth of its pace, and takes a hint as it is within bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (count, share) => {
          const plain = Math.min(2_000 * 1.5 ** (count - 1), 30_000);
          const delay = nextLookDelayMs({ count, hintMs: null }, DEFAULT_PACE, () => share);
          expect(Math.abs(delay - plain)).toBeLessThanOrEqual(plain / 10 + 1e-6);
        },
      ),
    );
    const hinted = (hintMs: number): number => nextLookDelayMs({ count: 9, hintMs }, DEFAULT_PACE, () => 0);
    expect([hinted(0), hinted(20_000), hinted(1e9)]).toEqual([1_000, 20_000, 600_000]);
  });

  it('looks once more just before a deadline, never after it, and always later than now', () => {
    const ms = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        ms,
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (now, delay, left) => {
          const at = nextLookAt(now, delay, now + left);
          expect(at).toBeGreaterThan(now);
          expect(at).toBeLessThanOrEqual(Math.min(now + delay, now + left));
        },
      ),
    );
    expect(nextLookAt(0, 30_000, 25_000)).toBe(25_000 - LAST_LOOK_MS);
    expect(nextLookAt(0, 2_000, 25_000)).toBe(2_000);
    expect(nextLookAt(24_500, 30_000, 25_000)).toBe(25_000);
    expect(nextLookAt(0, 5_000, Number.POSITIVE_INFINITY)).toBe(5_000);
  });
});
