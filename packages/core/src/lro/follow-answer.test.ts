import { describe, expect, it } from 'vitest';
import { CredentialError } from '../errors/credential-error.js';
import { NetworkError } from '../errors/network-error.js';
import type { Answer } from '../transport/answer.js';
import type { TransportAnswer } from '../transport/transport.js';
import { type Follower, followAnswer } from './follow-answer.js';

const ENDPOINT = 'https://management.azure.com';
const PACE = { minDelayMs: 1_000, maxDelayMs: 30_000, growth: 2 };

/** Answers in turn, and a clock that moves by the sleeps alone. */
function script(
  ...answers: readonly (TransportAnswer | Error)[]
): Follower & { readonly sent: string[]; readonly slept: number[] } {
  const sent: string[] = [];
  const slept: number[] = [];
  return {
    sent,
    slept,
    endpoint: ENDPOINT,
    random: () => 0.5,
    clock: {
      now: () => 0,
      monotonic: () => slept.reduce((sum, one) => sum + one, 0),
      sleep: async (delayMs, signal) => {
        signal?.throwIfAborted();
        slept.push(delayMs);
      },
    },
    transport: async ({ url }) => {
      const next = answers[sent.length];
      sent.push(url);
      if (next === undefined || next instanceof Error) throw next ?? new Error('the script is over');
      return next;
    },
  };
}

function accepted(headers: Partial<Answer>): Answer {
  const bare = { body: { kind: 'empty' }, requestId: null, retryAfterMs: null, quota: null } as const;
  return { status: 202, ...bare, operationUrl: null, location: null, tenantId: null, ...headers };
}

const status = (word: string, extra: object = {}): TransportAnswer => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ status: word, ...extra }),
});
const bare = (code: number, headers: Record<string, string> = {}): TransportAnswer => ({
  status: code,
  headers,
  body: '',
});
const operation = accepted({ operationUrl: `${ENDPOINT}/op` });
const location = accepted({ location: `${ENDPOINT}/result` });
const both = accepted({ operationUrl: `${ENDPOINT}/op`, location: `${ENDPOINT}/result` });
const options = { pace: PACE, deadlineMs: 3_600_000 };

describe('followAnswer', () => {
  it.each(['Creating', 'Updating', 'Deleting', 'InProgress'])(
    'goes on while the status is %s',
    async (word) => {
      const follower = script(status(word), status(word), status('Succeeded'));
      expect(await followAnswer(follower, operation, options)).toMatchObject({
        kind: 'ended',
        state: 'succeeded',
      });
      expect(follower.slept).toEqual([1_000, 2_000, 4_000]);
    },
  );

  it.each(['Failed', 'Canceled', 'Cancelled'])('asks no Location once the status is %s', async (word) => {
    const follower = script(status(word));
    const followed = await followAnswer(follower, both, { ...options, thenLocation: true });
    expect(followed).toMatchObject({ kind: 'ended', state: word === 'Failed' ? 'failed' : 'canceled' });
    expect(follower.sent).toEqual([`${ENDPOINT}/op`]);
  });

  it.each([false, undefined])('asks no Location where it shall not (%s)', async (thenLocation) => {
    const follower = script(status('Succeeded'));
    await followAnswer(follower, both, { ...options, thenLocation });
    expect(follower.sent).toEqual([`${ENDPOINT}/op`]);
  });

  it('asks no Location once the status is lost', async () => {
    const follower = script(bare(404));
    expect(await followAnswer(follower, both, { ...options, thenLocation: true })).toEqual({ kind: 'lost' });
    expect(follower.sent).toEqual([`${ENDPOINT}/op`]);
  });

  it('waits as long as the last answer asked for', async () => {
    const soon = { ...status('Creating'), headers: { 'retry-after': '17' } };
    const follower = script(soon, status('Creating'), status('Succeeded'));
    await followAnswer(follower, operation, options);
    expect(follower.slept).toEqual([1_000, 17_000, 4_000]);
  });

  it('keeps what a failed operation says', async () => {
    const failed = status('Failed', { error: { code: 'ExtensionOperationFailed', message: 'm' } });
    expect(await followAnswer(script(failed), operation, options)).toMatchObject({
      kind: 'ended',
      state: 'failed',
      problems: [{ code: 'ExtensionOperationFailed', message: 'm' }],
    });
  });

  it('takes the answer of a Location for the result', async () => {
    const result = { status: 200, headers: {}, body: '{"exitCode":0}' };
    const followed = await followAnswer(script(bare(202), result), location, options);
    expect(followed).toMatchObject({
      kind: 'ended',
      state: 'succeeded',
      problems: [],
      answer: { body: { value: { exitCode: 0 } } },
    });
  });

  it('follows both headers of a delete, one after the other', async () => {
    const follower = script(status('Succeeded'), bare(202), bare(204));
    const followed = await followAnswer(follower, both, { ...options, thenLocation: true });
    expect(followed).toMatchObject({ kind: 'ended', answer: { status: 204 } });
    expect(follower.sent).toEqual([`${ENDPOINT}/op`, `${ENDPOINT}/result`, `${ENDPOINT}/result`]);
  });

  it.each([
    { operationUrl: 'https://evil.example/op' },
    { location: 'https://eastus.rp.kubernetesconfiguration.azure.com/x' },
    {},
  ])('sends nothing to another origin, and lets the resource decide (%j)', async (headers) => {
    const follower = script();
    expect(await followAnswer(follower, accepted(headers), options)).toEqual({ kind: 'lost' });
    expect(follower.sent).toEqual([]);
  });

  it('follows the status where the Location leads elsewhere', async () => {
    const foreign = accepted({ operationUrl: `${ENDPOINT}/op`, location: 'https://evil.example/x' });
    const follower = script(status('Succeeded'));
    expect(await followAnswer(follower, foreign, { ...options, thenLocation: true })).toMatchObject({
      kind: 'ended',
    });
    expect(follower.sent).toEqual([`${ENDPOINT}/op`]);
  });

  it.each([
    bare(429, { 'retry-after': '7' }),
    bare(500),
    bare(503),
    new NetworkError('no answer', { hint: 'h', retryable: true }),
  ])('looks again after a fault that passes', async (fault) => {
    expect(await followAnswer(script(fault, status('Succeeded')), operation, options)).toMatchObject({
      kind: 'ended',
    });
  });

  it.each([
    bare(404),
    bare(403),
    bare(300),
    bare(200),
    { ...bare(200), body: '<html>' },
    new NetworkError('m', { hint: 'h' }),
  ])('lets the resource decide after an answer that says nothing', async (answer) => {
    expect(await followAnswer(script(answer), operation, options)).toEqual({ kind: 'lost' });
  });

  it('looks once more just at the deadline', async () => {
    const follower = script(status('Creating'), status('Succeeded'));
    expect(await followAnswer(follower, operation, { ...options, deadlineMs: 3_000 })).toMatchObject({
      kind: 'ended',
    });
  });

  it('ends with an error of the credential, even one that may pass', async () => {
    const error = new CredentialError('no token', { hint: 'h', retryable: true });
    await expect(followAnswer(script(error), operation, options)).rejects.toBe(error);
  });

  it('ends at the deadline, without a look beyond it', async () => {
    const follower = script(status('Creating'), status('Creating'));
    expect(await followAnswer(follower, operation, { ...options, deadlineMs: 3_500 })).toEqual({
      kind: 'timed-out',
    });
    expect(follower.sent).toHaveLength(2);
  });

  it('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    controller.abort('enough');
    const { signal } = controller;
    await expect(followAnswer(script(), operation, { ...options, signal })).rejects.toBe('enough');
  });
});
