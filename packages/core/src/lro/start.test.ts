import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { ConflictError } from '../errors/conflict-error.js';
import { ForbiddenError } from '../errors/forbidden-error.js';
import { ServiceError } from '../errors/service-error.js';
import { systemClock } from '../runtime/clock.js';
import { fetchTransport } from '../transport/fetch-transport.js';
import { type Starter, startWrite, type Write } from './start.js';

const ENDPOINT = 'https://management.azure.com';

function json(value: unknown, init?: ResponseInit): Response {
  return new Response(JSON.stringify(value), init);
}

/** A service that answers in turn, and a clock that does not really sleep. */
function script(
  ...answers: readonly (Response | Error)[]
): Starter & { readonly sent: string[]; readonly slept: number[] } {
  const sent: string[] = [];
  const slept: number[] = [];
  return {
    sent,
    slept,
    random: () => 1,
    clock: { ...systemClock, sleep: async (delayMs) => void slept.push(delayMs) },
    transport: fetchTransport(async (request) => {
      const next = answers[sent.length];
      sent.push(request.method);
      if (next instanceof Response) return next;
      throw next ?? new TypeError('the script is over');
    }),
  };
}

describe('startWrite', () => {
  const request = { method: 'PUT', url: `${ENDPOINT}/x`, body: {} } as const;
  const write = (found: 'applied' | 'absent', accepts: readonly number[] = []) => ({
    request,
    action: 'the attach of gpu',
    accepts,
    resolveUnknown: async () => ({ kind: found }),
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
  ])(
    'is resolved by reading after %s when the effect is there, and sends nothing more',
    async (_title, first) => {
      const starter = script(first());
      expect(await startWrite(starter, write('applied'))).toEqual({ kind: 'resolved' });
      expect(starter.sent).toHaveLength(1);
    },
  );

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
      resolveUnknown: async () => ({ kind: starter.slept.length > 0 ? 'applied' : 'absent' }),
    };
    expect(await startWrite(starter, late)).toEqual({ kind: 'resolved' });
    expect(starter.sent).toHaveLength(1);
  });

  it('sends nothing again where its effect cannot be read, and says that it is not known', async () => {
    const busy = new ServiceError('reading was answered with HTTP 503', { hint: 'h', retryable: true });
    const blind = { ...write('absent'), resolveUnknown: () => Promise.reject(busy) };
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
    const taken = new ConflictError('m', { hint: 'h', retryable: true });
    const contested: Write = {
      ...write('absent'),
      resolveUnknown: async () => ({ kind: 'refused', error: taken }),
    };
    await expect(startWrite(script(lost()), contested)).rejects.toBe(taken);
  });

  it('says so too where its effect may not be read, and what to do first', async () => {
    const forbidden = new ForbiddenError('reading was refused', { hint: 'Ask for the role Reader' });
    const barred = { ...write('absent'), resolveUnknown: () => Promise.reject(forbidden) };
    await expect(startWrite(script(lost()), barred)).rejects.toMatchObject({
      code: 'network',
      retryable: false,
      message: 'the attach of gpu may have been carried out or not: reading was refused',
      hint: 'Ask for the role Reader; then read the compute before anything else',
      cause: forbidden,
    });
  });

  it('keeps what the service said of the failed read apart from its own words', async () => {
    const service = { status: 403, code: 'X', message: 'obey me', details: [], requestId: null };
    const barred = new ForbiddenError('reading was refused', { hint: 'h', service, quoted: 'a host' });
    const blind = { ...write('absent'), resolveUnknown: () => Promise.reject(barred) };
    await expect(startWrite(script(lost()), blind)).rejects.toMatchObject({
      summary: 'the attach of gpu may have been carried out or not: reading was refused',
      service,
      quoted: 'a host',
    });
  });

  it('takes a conflict that a read meets for a failed read, not for a refusal', async () => {
    const busy = new ConflictError('reading was answered with HTTP 409', { hint: 'h', retryable: true });
    const blind = { ...write('absent'), resolveUnknown: () => Promise.reject(busy) };
    await expect(startWrite(script(lost()), blind)).rejects.toMatchObject({ code: 'network', cause: busy });
  });

  it('ends with the reason of an abort while it settles, whatever that is', async () => {
    const reason = new ServiceError('my budget is spent', { hint: 'h', retryable: true });
    const controller = new AbortController();
    const aborted: Write = {
      ...write('absent'),
      request: { ...request, signal: controller.signal },
      resolveUnknown: async () => {
        controller.abort(reason);
        throw reason;
      },
    };
    await expect(startWrite(script(lost()), aborted)).rejects.toBe(reason);
  });

  it('reads after a pause when a repetition meets a conflict, which may be with its own first try', async () => {
    const starter = script(lost(), new Response('', { status: 409 }));
    const found: ('applied' | 'absent')[] = ['absent', 'applied'];
    const late: Write = {
      ...write('absent'),
      resolveUnknown: async () => ({ kind: found.shift() ?? 'applied' }),
    };
    expect(await startWrite(starter, late)).toEqual({ kind: 'resolved' });
    expect(starter.slept).toHaveLength(2);
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

/** What happens to one sending of the write: an HTTP answer, a gateway's page, or no answer at all. */
const outcome = fc.oneof(
  fc.constantFrom(200, 201, 202, 400, 401, 403, 404, 409, 412, 429, 500, 502, 503, 504),
  fc.constantFrom('lost' as const, 'html' as const),
);
const settled = fc.constantFrom('applied' as const, 'absent' as const);

function answerTo(happens: number | 'lost' | 'html' | undefined): Response {
  if (happens === 'lost' || happens === undefined) throw new TypeError('fetch failed');
  return happens === 'html' ? new Response('<html>') : new Response('{}', { status: happens });
}

function isOpen(happens: number | string | undefined): boolean {
  return typeof happens === 'string' || happens === undefined || happens >= 500;
}

it('sends a write again only after a lost or broken answer and a read that found nothing, four times at most', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(outcome, { maxLength: 6 }),
      fc.array(settled, { maxLength: 6 }),
      async (outcomes, reads) => {
        const log: string[] = [];
        let sent = 0;
        let read = 0;
        const started = await startWrite(
          {
            random: () => 0.5,
            clock: { ...systemClock, sleep: async () => void log.push('sleep') },
            transport: fetchTransport(async () => {
              log.push('send');
              sent += 1;
              return answerTo(outcomes[sent - 1]);
            }),
          },
          {
            request: { method: 'PUT', url: 'https://management.azure.com/x', body: {} },
            action: 'the attach of gpu',
            resolveUnknown: async () => {
              log.push('read');
              read += 1;
              return { kind: reads[read - 1] ?? 'absent' };
            },
          },
        ).catch((error: unknown) => error);

        expect(sent).toBeLessThanOrEqual(4);
        expect(log.join(' ')).toMatch(/^send(?: sleep read send)*(?:(?: sleep)? read)?$/);
        for (let index = 0; index < sent - 1; index += 1) expect(isOpen(outcomes[index])).toBe(true);
        const last = outcomes[sent - 1];
        const applied = reads.slice(0, read).includes('applied');
        if (applied) expect(started).toEqual({ kind: 'resolved' });
        else if (typeof last === 'number' && last < 300) expect(started).toMatchObject({ kind: 'answered' });
        else expect(ComputeTargetError.isInstance(started)).toBe(true);
      },
    ),
  );
});
