import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeal } from '../seal/seal.js';
import type { Consent } from './ask.js';
import { askByRetry } from './ask-by-retry.js';
import { InputNeeded } from './input-needed.js';
import { type AskingCall, createRequestStates } from './request-state.js';

const signal = new AbortController().signal;
const consent: Consent = {
  action: 'detach',
  subject: 'gpu as it is',
  changes: [],
  title: 'the detach of gpu',
  question: 'Detach "gpu"?',
};
const call: AskingCall = {
  principal: 'me',
  method: 'tools/call',
  name: 'compute_detach',
  arguments: { name: 'gpu', workspace: 'w' },
};
const yes = { confirm: { action: 'accept', content: { confirm: true } } };

function createStates(clock = { ms: 0 }) {
  const secrets = () => [new Uint8Array(32).fill(3)];
  return createRequestStates(
    createSeal({ secrets, purpose: 'request-state', randomBytes, now: () => clock.ms }),
  );
}

/** Asks for the first time, and gives what the client is to bring back. */
async function firstTry(states = createStates(), about = consent): Promise<InputNeeded> {
  const ask = askByRetry(states, call, { agreed: null, responses: undefined });
  const error = await ask(about, signal).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof InputNeeded) return error;
  throw new Error('nothing was asked');
}

/** The next try, as the server sees it. */
async function nextTry(responses: Readonly<Record<string, unknown>> | undefined, about = consent) {
  const states = createStates();
  const { result } = await firstTry(states);
  const agreed = states.read(result.requestState, call);
  expect(agreed).not.toBeNull();
  return askByRetry(states, call, { agreed, responses })(about, signal);
}

describe('asking by retry', () => {
  it('ends the first try with the question, a form, and a state that shows nothing', async () => {
    const { result } = await firstTry();
    expect(result).toEqual({
      resultType: 'input_required',
      inputRequests: {
        confirm: {
          method: 'elicitation/create',
          params: {
            mode: 'form',
            message: 'Detach "gpu"?',
            requestedSchema: {
              type: 'object',
              properties: { confirm: { type: 'boolean', title: 'Detach it', default: false } },
              required: ['confirm'],
            },
          },
        },
      },
      requestState: expect.stringMatching(/^[\w-]{80,160}$/),
    });
    expect(Buffer.from(result.requestState, 'base64url').toString('latin1')).not.toContain('gpu');
  });

  it.each([
    ['accept with the tick', { action: 'accept', content: { confirm: true } }, 'yes'],
    ['accept without it', { action: 'accept', content: { confirm: false } }, 'no'],
    ['accept with a word', { action: 'accept', content: { confirm: 'true' } }, 'no'],
    ['accept with nothing', { action: 'accept' }, 'no'],
    ['decline', { action: 'decline', content: { confirm: true } }, 'no'],
    ['cancel', { action: 'cancel' }, 'no'],
    ['a word that does not exist', { action: 'yes' }, 'no'],
  ])('takes %s as an answer', async (_what, confirm, reply) => {
    expect(await nextTry({ confirm })).toBe(reply);
  });

  it.each([
    ['no answers', undefined],
    ['no answer to the question', { other: { action: 'accept', content: { confirm: true } } }],
    ['an answer in a wrapper', { confirm: { method: 'elicitation/create', result: yes.confirm } }],
    ['a text', { confirm: 'yes' }],
    ['null', { confirm: null }],
  ])('asks again after %s', async (_what, responses) => {
    await expect(nextTry(responses)).rejects.toThrow(InputNeeded);
  });

  it('asks again about what has changed since', async () => {
    await expect(nextTry(yes, { ...consent, subject: 'gpu as it is now' })).rejects.toThrow(InputNeeded);
    await expect(nextTry(yes, { ...consent, action: 'prepare' })).rejects.toThrow(InputNeeded);
    await expect(nextTry(yes, { ...consent, changes: ['one more'] })).rejects.toThrow(InputNeeded);
  });

  it('asks again when an answer comes without a state', async () => {
    const ask = askByRetry(createStates(), call, { agreed: null, responses: yes });
    await expect(ask(consent, signal)).rejects.toThrow(InputNeeded);
  });
});

describe('a request state', () => {
  it('is read for the same call, in whatever order its arguments stand', async () => {
    const states = createStates();
    const { requestState } = (await firstTry(states)).result;
    expect(states.read(requestState, call)).not.toBeNull();
    const turned = { ...call, arguments: { workspace: 'w', name: 'gpu' } };
    expect(states.read(requestState, turned)).not.toBeNull();
  });

  it.each([
    ['another principal', { principal: 'you' }],
    ['another method', { method: 'prompts/get' }],
    ['another tool', { name: 'compute_attach' }],
    ['other arguments', { arguments: { name: 'cpu', workspace: 'w' } }],
    ['one more argument', { arguments: { name: 'gpu', workspace: 'w', confirm_token: 'x' } }],
  ])('is not read for %s', async (_what, change) => {
    const states = createStates();
    const { requestState } = (await firstTry(states)).result;
    expect(states.read(requestState, { ...call, ...change })).toBeNull();
  });

  it('is not read after five minutes', async () => {
    const clock = { ms: 0 };
    const states = createStates(clock);
    const { requestState } = (await firstTry(states)).result;
    clock.ms = 5 * 60_000 - 1;
    expect(states.read(requestState, call)).not.toBeNull();
    clock.ms += 1;
    expect(states.read(requestState, call)).toBeNull();
  });

  it.each([undefined, null, 7, {}, '', 'x'])('is not read from %j', (state) => {
    expect(createStates().read(state, call)).toBeNull();
  });
});
