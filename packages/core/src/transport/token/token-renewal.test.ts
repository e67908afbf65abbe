import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../../../test/plain-messages.js';
import { systemClock } from '../../runtime/clock.js';
import type { TransportAnswer } from '../transport.js';
import { withBearerToken } from './bearer-token.js';
import type { AccessToken } from './token-credential.js';

const ORIGIN = 'https://management.azure.com';
const HOUR = 3_600_000;

interface Issuer {
  /** Claims that a token was asked for with, in turn. */
  readonly asked: (string | undefined)[];
  /** What the credential does next; tests replace it. */
  issue: () => Promise<AccessToken | null>;
  now: number;
  send(answers?: readonly TransportAnswer[], signal?: AbortSignal): Promise<string[]>;
}

/** A credential under the test's control. `send` gives the tokens that one request was sent with. */
function issuer(first: Partial<AccessToken> = {}): Issuer {
  let sent: string[] = [];
  let answers: TransportAnswer[] = [];
  const policy = withBearerToken({
    credential: {
      getToken: async (_scopes, options) => {
        self.asked.push(options?.claims);
        return self.issue();
      },
    },
    scope: 'scope',
    origin: ORIGIN,
    clock: { ...systemClock, now: () => self.now },
  });
  const transport = policy(async (request) => {
    sent.push(request.headers['authorization'] ?? 'none');
    return answers.shift() ?? answerOf();
  });
  const self: Issuer = {
    asked: [],
    now: 0,
    issue: async () => ({ token: 'first', expiresOnTimestamp: HOUR, ...first }),
    send: async (given = [], signal = new AbortController().signal) => {
      sent = [];
      answers = [...given];
      await transport(requestTo(`${ORIGIN}/x`, { signal }));
      return sent;
    },
  };
  return self;
}

const hiccup = (): Promise<never> => Promise.reject(new Error('the identity endpoint is busy'));

describe('a renewal ahead of time that fails', () => {
  it.each([
    ['advised by the issuer', { expiresOnTimestamp: 24 * HOUR, refreshAfterTimestamp: HOUR }, HOUR],
    ['two minutes before the end', {}, HOUR - 60_000],
  ])('leaves the token in use (%s)', async (_title, token, now) => {
    const scene = issuer(token);
    await scene.send();
    scene.now = now;
    scene.issue = hiccup;
    expect(await scene.send()).toEqual(['Bearer first']);
    expect(scene.asked).toHaveLength(2);
    scene.issue = async () => ({ token: 'second', expiresOnTimestamp: 48 * HOUR });
    expect(await scene.send()).toEqual(['Bearer second']);
  });

  it('is a credential error once the token has expired', async () => {
    const scene = issuer();
    await scene.send();
    scene.now = HOUR;
    scene.issue = hiccup;
    await expect(scene.send()).rejects.toMatchObject({ code: 'credential' });
  });

  it('does not hide an abort', async () => {
    const scene = issuer();
    await scene.send();
    scene.now = HOUR - 60_000;
    const controller = new AbortController();
    const reason = new Error('enough');
    scene.issue = () => {
      controller.abort(reason);
      return new Promise(() => {});
    };
    await expect(scene.send([], controller.signal)).rejects.toBe(reason);
  });
});

it('asks for claims even while a token without them is on its way', async () => {
  const scene = issuer();
  await scene.send();
  scene.now = HOUR - 60_000;
  scene.issue = () => new Promise(() => {});
  const challenge = answerOf({
    status: 401,
    headers: { 'www-authenticate': 'Bearer error="insufficient_claims", claims="eyJhIjoxfQ=="' },
  });
  const stuck = new AbortController();
  const other = scene.send([], stuck.signal);
  scene.now = 0;
  scene.issue = async () => ({ token: 'with claims', expiresOnTimestamp: HOUR });
  expect(await scene.send([challenge])).toEqual(['Bearer first', 'Bearer with claims']);
  expect(scene.asked).toEqual([undefined, undefined, '{"a":1}']);
  stuck.abort(new Error('enough'));
  await expect(other).rejects.toThrow('enough');
});

describe('a token without a usable end', () => {
  /** What a credential without types may give. */
  const untyped = (members: object): Partial<AccessToken> => Object.assign({}, members);

  it.each([
    ['is missing', { expiresOnTimestamp: undefined }],
    ['is no number', { expiresOnTimestamp: Number.NaN }],
    ['is text', { expiresOnTimestamp: '2026-01-01' }],
    ['is past when it comes', { expiresOnTimestamp: 0 }],
  ])('serves for five minutes and is renewed two minutes ahead, where its end %s', async (_, members) => {
    const self = issuer(untyped(members));
    expect(await self.send()).toEqual(['Bearer first']);
    self.now = 3 * 60_000 - 1;
    expect(await self.send()).toEqual(['Bearer first']);
    expect(self.asked).toHaveLength(1);
    self.issue = async () => ({ token: 'second', expiresOnTimestamp: self.now + HOUR });
    self.now = 3 * 60_000;
    expect(await self.send()).toEqual(['Bearer second']);
    expect(self.asked).toHaveLength(2);
  });

  it('is renewed by its end where the time to refresh is no number', async () => {
    const self = issuer({ refreshAfterTimestamp: Number.NaN });
    await self.send();
    self.issue = async () => ({ token: 'second', expiresOnTimestamp: 2 * HOUR });
    self.now = HOUR - 60_000;
    expect(await self.send()).toEqual(['Bearer second']);
  });
});
