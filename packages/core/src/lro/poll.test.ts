import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseComputeId } from '../domain/ids/resource-ids.js';
import { systemClock } from '../runtime/clock.js';
import { fetchTransport } from '../transport/fetch-transport.js';
import type { Operation, OperationMode } from './operation.js';
import { type PollResult, pollOperation } from './poll.js';

const ENDPOINT = 'https://management.azure.com';
const EVIL = 'https://evil.example/x';
const { signal } = new AbortController();

function poll(mode: OperationMode, response: Response): Promise<PollResult> {
  const operation: Operation = {
    version: 1,
    kind: 'attach',
    mode,
    url: `${ENDPOINT}/op?s=1`,
    startedAt: '2026-01-01T00:00:00.000Z',
    computeId: parseComputeId(
      '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
        '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu',
    ),
  };
  return pollOperation(
    { transport: fetchTransport(async () => response), clock: systemClock, endpoint: ENDPOINT },
    operation,
    signal,
  );
}

const status = (word: unknown, headers: Record<string, string> = {}): Response =>
  Response.json({ status: word }, { headers });
const accepted = (headers: Record<string, string>): Response => new Response(null, { status: 202, headers });

describe('a look', () => {
  it.each([
    [Response.json({ status: 'InProgress' }), { kind: 'running', text: 'InProgress' }],
    [Response.json({ status: 'InProgress' }, { status: 202 }), { kind: 'running' }],
    [Response.json({ status: 'Pondering' }), { kind: 'running', text: 'Pondering' }],
    [Response.json({ status: null }), { kind: 'running', text: '' }],
    [Response.json({ status: 'Creating' }), { kind: 'running' }],
    [
      Response.json({ status: 'Running' }, { headers: { 'retry-after': '9' } }),
      { kind: 'running', retryAfterMs: 9_000 },
    ],
    [Response.json({ status: 'Succeeded' }), { kind: 'ended', end: { state: 'succeeded' } }],
    [
      Response.json({ status: 'Cancelled' }),
      { kind: 'ended', end: { state: 'canceled', text: 'Cancelled' } },
    ],
    [
      Response.json({ status: 'Failed', error: { code: 'X', message: 'm' } }),
      { kind: 'ended', end: { state: 'failed', problems: [{ code: 'X', message: 'm' }] } },
    ],
    [
      Response.json({ status: 'Failed', error: 'boom' }),
      { kind: 'ended', end: { problems: [{ code: null, message: 'boom' }] } },
    ],
    [Response.json({}), { kind: 'lost', reason: 'unreadable' }],
    [new Response('oops'), { kind: 'lost', reason: 'unreadable' }],
    [new Response(null), { kind: 'lost', reason: 'unreadable' }],
    [new Response('', { status: 404 }), { kind: 'lost', reason: 'absent' }],
    [new Response('', { status: 403 }), { kind: 'lost', reason: 'forbidden' }],
  ])('reads a status', async (response, expected) => {
    expect(await poll('azure-async-operation', response)).toMatchObject(expected);
  });

  it.each([
    [new Response(null, { status: 202 }), { kind: 'running', text: 'InProgress' }],
    [Response.json({ anything: 1 }), { kind: 'ended', end: { state: 'succeeded' } }],
    [new Response(null, { status: 204 }), { kind: 'ended', end: { state: 'succeeded', problems: [] } }],
    [new Response('', { status: 404 }), { kind: 'lost', reason: 'absent' }],
  ])('reads a Location', async (response, expected) => {
    expect(await poll('location', response)).toMatchObject(expected);
  });

  it('goes on at the URL that the service names next', async () => {
    const headers = { location: `${ENDPOINT}/next` };
    expect(await poll('location', new Response(null, { status: 202, headers }))).toMatchObject({
      operation: { mode: 'location', url: `${ENDPOINT}/next` },
    });
    const foreign = new Response(null, { status: 202, headers: { location: 'https://evil.example' } });
    await expect(poll('location', foreign)).rejects.toMatchObject({ code: 'untrusted-url' });
  });

  it.each([
    [401, 'credential'],
    [429, 'throttled'],
    [500, 'service'],
    [301, 'unexpected-response'],
  ])('throws what reading it was refused with (%i)', async (status, code) => {
    await expect(poll('azure-async-operation', new Response('', { status }))).rejects.toMatchObject({ code });
  });
});

describe('the URL of the next look', () => {
  const next = `${ENDPOINT}/next`;
  it.each([
    [
      'a status at a new URL',
      'azure-async-operation',
      status('InProgress', { 'azure-asyncoperation': next }),
      next,
    ],
    [
      'a status that names where its result will be',
      'azure-async-operation',
      status('InProgress', { location: next }),
      null,
    ],
    ['a Location at a new URL', 'location', accepted({ location: next }), next],
    ['a Location that names a status as well', 'location', accepted({ 'azure-asyncoperation': next }), null],
    ['neither', 'location', accepted({}), null],
  ] as const)('follows %s in the mode that the write began in', async (_title, mode, response, url) => {
    expect(await poll(mode, response)).toMatchObject({
      kind: 'running',
      operation: { mode, url: url ?? `${ENDPOINT}/op?s=1` },
    });
  });

  it.each([
    ['azure-async-operation', status('InProgress', { 'azure-asyncoperation': EVIL })],
    ['location', accepted({ location: EVIL })],
  ] as const)('is refused when it leads elsewhere (%s)', async (mode, response) => {
    await expect(poll(mode, response)).rejects.toMatchObject({ code: 'untrusted-url' });
  });

  it.each([
    ['azure-async-operation', status('Succeeded', { 'azure-asyncoperation': EVIL, location: EVIL })],
    ['location', new Response(null, { status: 204, headers: { location: EVIL } })],
  ] as const)('does not matter once the operation has ended (%s)', async (mode, response) => {
    expect(await poll(mode, response)).toMatchObject({ kind: 'ended', end: { state: 'succeeded' } });
  });
});

it('takes no body for success but one that says so', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      'Succeeded',
      'SUCCEEDED',
      'Failed',
      'Canceled',
      'Cancelled',
      'InProgress',
      '',
      null,
      200,
      true,
    ),
    fc.string(),
  );
  const body = fc.oneof(
    fc.record({ status: word, error: fc.jsonValue() }, { requiredKeys: [] }),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      const result = await poll('azure-async-operation', Response.json(value));
      const succeeded = result.kind === 'ended' && result.end.state === 'succeeded';
      expect(succeeded).toBe(/"status":"succeeded"/i.test(JSON.stringify({ status: statusIn(value) })));
    }),
  );
});

function statusIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'status' in value ? value.status : undefined;
}

it('leaves no answer of any status unread: it is running, ended, lost, or a typed refusal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('azure-async-operation', 'location'),
      fc.integer({ min: 200, max: 599 }),
      fc.constantFrom('', '{}', '[]', 'null', '"x"', '<html>', '{"status":'),
      async (mode, code, text) => {
        const response = new Response([204, 205, 304].includes(code) ? null : text, { status: code });
        const result = await poll(mode, response).catch((error: unknown) => error);
        if (code >= 300 && code !== 403 && code !== 404) {
          expect(result).toMatchObject({ code: expect.any(String), hint: expect.any(String) });
        } else {
          expect(result).toMatchObject({ kind: expect.stringMatching(/^(running|ended|lost)$/) });
        }
      },
    ),
  );
});
