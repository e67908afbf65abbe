import { ManualClock } from '@azureml-kubernetes/testkit';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CredentialError } from '../errors/credential-error.js';
import { NetworkError } from '../errors/network-error.js';
import { type GraphAnswer, ResourceGraph } from './resource-graph.js';

interface Sent {
  readonly query: string;
  readonly subscriptions: readonly string[];
  readonly options: { readonly $top: number; readonly $skipToken?: string };
}

function answer(status: number, body: unknown, more: Partial<GraphAnswer> = {}): GraphAnswer {
  const read = body === undefined ? ({ kind: 'empty' } as const) : ({ kind: 'json', value: body } as const);
  return { status, body: read, retryAfterMs: null, quota: null, ...more };
}

function page(ids: readonly string[], more: Record<string, unknown> = {}): GraphAnswer {
  const data = ids.map((id) => ({ id }));
  return answer(200, {
    totalRecords: ids.length,
    count: ids.length,
    data,
    resultTruncated: 'false',
    ...more,
  });
}

const refused = (status: number, code: string): GraphAnswer =>
  answer(status, { error: { code: 'BadRequest', message: 'support text', details: [{ code }] } });

/** A graph that gives the answers in turn; the last one again and again. */
function createGraph(answers: readonly (GraphAnswer | Error)[]) {
  const clock = new ManualClock({ autoAdvance: true });
  const sent: unknown[] = [];
  const graph = new ResourceGraph({
    clock,
    random: () => 0.5,
    ask: async (body) => {
      const next = answers[Math.min(sent.length, answers.length - 1)];
      sent.push(body);
      if (next instanceof Error || next === undefined) throw next;
      return next;
    },
  });
  const read = () => graph.read({ query: 'clusters', subscriptions: ['one'], signal: undefined });
  return { clock, sent: sent as Sent[], read };
}

const lost = new NetworkError('no answer', { hint: 'Try again' });

describe('a query that is served', () => {
  it('sends the constant text, the subscriptions and the form of the answer', async () => {
    const { sent, read } = createGraph([page(['/a'])]);
    expect(await read()).toEqual({ kind: 'rows', rows: [{ id: '/a' }], isComplete: true });
    expect(sent).toEqual([
      {
        subscriptions: ['one'],
        query: expect.stringMatching(/^resources\n\| where type in~ /),
        options: { resultFormat: 'objectArray', $top: 1_000 },
      },
    ]);
  });

  it('follows the token with the same query, and keeps the later of two rows with one id', async () => {
    const { sent, read } = createGraph([
      page(['/a', '/b'], { totalRecords: 3, $skipToken: 'next' }),
      page(['/B', '/c'], { totalRecords: 3 }),
    ]);
    const found = await read();
    expect(found).toMatchObject({ rows: [{ id: '/a' }, { id: '/B' }, { id: '/c' }], isComplete: true });
    expect(sent.map(({ options }) => options.$skipToken)).toEqual([undefined, 'next']);
    expect(sent[1]?.query).toBe(sent[0]?.query);
  });

  it('is read once more when fewer rows came than were counted, and then says that rows are missing', async () => {
    const { sent, read } = createGraph([page(['/a'], { totalRecords: 2 })]);
    expect(await read()).toMatchObject({ kind: 'rows', isComplete: false });
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['a token that repeats', page(['/a'], { totalRecords: 5, $skipToken: 'same' }), 4],
    ['rows that were cut off', page(['/a'], { resultTruncated: 'true' }), 2],
  ])('does not pass for complete after %s', async (_, given, requests) => {
    const { sent, read } = createGraph([given]);
    expect(await read()).toMatchObject({ kind: 'rows', isComplete: false });
    expect(sent).toHaveLength(requests);
  });

  it('ends although each page names another one', async () => {
    let count = 0;
    const clock = new ManualClock({ autoAdvance: true });
    const graph = new ResourceGraph({
      clock,
      random: () => 0,
      ask: async () => page([`/${count}`], { totalRecords: 2, $skipToken: String(count++) }),
    });
    const found = await graph.read({ query: 'workspaces', subscriptions: ['one'], signal: undefined });
    expect(found).toMatchObject({ isComplete: false });
    expect(count).toBeLessThan(10);
  });

  it('waits before the next query when an answer says that the quota is used up', async () => {
    const quota = { remaining: 0, resetsAfterMs: 5_000 };
    const { clock, read } = createGraph([{ ...page(['/a']), quota }]);
    await read();
    expect(clock.monotonic()).toBe(0);
    await read();
    expect(clock.monotonic()).toBe(5_500);
  });

  it('loses no row, however the rows are cut into pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(500), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (ids, size) => {
          const pages = Array.from(
            { length: Math.max(1, Math.ceil(ids.length / size)) },
            (_, index, all = Math.max(1, Math.ceil(ids.length / size))) =>
              page(
                ids.slice(index * size, (index + 1) * size).map((id) => `/${id}`),
                {
                  totalRecords: Math.max(ids.length, 1000 * all),
                  ...(index < all - 1 ? { $skipToken: `t${index}` } : { totalRecords: ids.length }),
                },
              ),
          );
          const found = await createGraph(pages).read();
          expect(found.kind === 'rows' && found.rows.map(({ id }) => id)).toEqual(ids.map((id) => `/${id}`));
        },
      ),
    );
  });
});

describe('a query that is refused', () => {
  it.each([
    ['invalid text', refused(400, 'InvalidQuery'), 'refused'],
    ['a table that this cloud lacks', refused(400, 'DisallowedLogicalTableName'), 'no-table'],
    ['subscriptions that are unknown', refused(400, 'NoValidSubscriptionsInQueryRequest'), 'refused'],
    ['rights that are missing', refused(403, 'AccessDenied'), 'refused'],
    [
      'rows in the form of a table',
      answer(200, { totalRecords: 1, data: { columns: [], rows: [] } }),
      'unreadable',
    ],
    ['a page of a proxy', answer(200, undefined), 'unreadable'],
  ])('is not repeated: %s', async (_, given, refusal) => {
    const { sent, read } = createGraph([given]);
    expect(await read()).toEqual({ kind: 'refused', refusal });
    expect(sent).toHaveLength(1);
  });

  it.each([404, 405, 501])('is not asked again where the endpoint answers %i', async (status) => {
    const { sent, read } = createGraph([answer(status, undefined)]);
    expect(await read()).toEqual({ kind: 'refused', refusal: 'not-served' });
    expect(await read()).toEqual({ kind: 'refused', refusal: 'not-served' });
    expect(sent).toHaveLength(1);
  });

  it('is read from the start with half the page while the answer would be too large', async () => {
    const large = refused(400, 'ResponsePayloadTooLarge');
    const { sent, read } = createGraph([
      page(['/a'], { totalRecords: 2, $skipToken: 't' }),
      large,
      large,
      page(['/a', '/b']),
    ]);
    expect(await read()).toMatchObject({ kind: 'rows', isComplete: true });
    expect(sent.map(({ options }) => [options.$top, options.$skipToken])).toEqual([
      [1_000, undefined],
      [1_000, 't'],
      [500, undefined],
      [250, undefined],
    ]);
  });

  it.each([
    ['Retry-After', { retryAfterMs: 3_000 }, 3_500],
    ['the headers of the quota', { quota: { remaining: 0, resetsAfterMs: 4_000 } }, 4_500],
    ['an empty answer', {}, 5_500],
  ])('waits once and goes on after a 429 with %s', async (_, more, waited) => {
    const { clock, sent, read } = createGraph([answer(429, '', more), page(['/a'])]);
    expect(await read()).toMatchObject({ kind: 'rows' });
    expect([sent.length, clock.monotonic()]).toEqual([2, waited]);
  });

  it('is repeated after a lost answer and after a passing fault, although it is a POST', async () => {
    const { sent, read } = createGraph([lost, answer(503, undefined), page(['/a'])]);
    expect(await read()).toMatchObject({ kind: 'rows' });
    expect(sent).toHaveLength(3);
  });

  it('gives up after four tries', async () => {
    const { sent, read } = createGraph([lost]);
    expect(await read()).toEqual({ kind: 'refused', refusal: 'repeat' });
    expect(sent).toHaveLength(4);
  });

  it('ends the search when the sign-in fails', async () => {
    const { read } = createGraph([new CredentialError('no sign-in', { hint: 'Sign in' })]);
    await expect(read()).rejects.toThrow('no sign-in');
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const graph = new ResourceGraph({
      clock: new ManualClock(),
      random: () => 0,
      ask: async () => {
        controller.abort(new Error('enough'));
        throw lost;
      },
    });
    const search = { query: 'clusters', subscriptions: ['one'], signal: controller.signal } as const;
    await expect(graph.read(search)).rejects.toThrow('enough');
  });
});
