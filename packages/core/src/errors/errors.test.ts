import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from './compute-target-error.js';
import { ConflictError } from './conflict-error.js';
import { CredentialError } from './credential-error.js';
import { ForbiddenError } from './forbidden-error.js';
import { InvalidInputError } from './invalid-input-error.js';
import { InvalidPayloadError } from './invalid-payload-error.js';
import { NetworkError } from './network-error.js';
import { NotFoundError } from './not-found-error.js';
import { ProvisioningFailedError } from './provisioning-failed-error.js';
import { redactText } from './redact-text.js';
import { ServiceError } from './service-error.js';
import { describeProblems } from './service-problem.js';
import { ThrottledError } from './throttled-error.js';
import { TimedOutError } from './timed-out-error.js';
import { UnexpectedResponseError } from './unexpected-response-error.js';
import { UnsupportedOperationError } from './unsupported-operation-error.js';
import { UntrustedUrlError } from './untrusted-url-error.js';
import { WorkspaceMismatchError } from './workspace-mismatch-error.js';

const context = { hint: 'do this' };
const failed = {
  kind: 'attach',
  name: 'gpu',
  state: 'Failed',
  problems: [{ code: 'X', message: 'm' }],
} as const;

const FAMILY = [
  [
    'invalid-input',
    InvalidInputError,
    new InvalidInputError({ field: 'f', rule: 'must be x', example: 'x' }),
  ],
  ['invalid-payload', InvalidPayloadError, new InvalidPayloadError('m', context)],
  ['workspace-mismatch', WorkspaceMismatchError, new WorkspaceMismatchError('a', 'b')],
  ['unsupported-operation', UnsupportedOperationError, new UnsupportedOperationError('m', context)],
  ['not-found', NotFoundError, new NotFoundError('m', context)],
  ['conflict', ConflictError, new ConflictError('m', context)],
  ['credential', CredentialError, new CredentialError('m', context)],
  ['forbidden', ForbiddenError, new ForbiddenError('m', context)],
  ['throttled', ThrottledError, new ThrottledError('m', context)],
  ['network', NetworkError, new NetworkError('m', context)],
  ['service', ServiceError, new ServiceError('m', context)],
  ['unexpected-response', UnexpectedResponseError, new UnexpectedResponseError('m', context)],
  ['untrusted-url', UntrustedUrlError, new UntrustedUrlError('m', context)],
  ['provisioning-failed', ProvisioningFailedError, new ProvisioningFailedError(failed)],
  ['timed-out', TimedOutError, new TimedOutError('m', context)],
] as const;

describe.each(FAMILY)('%s', (code, type, error) => {
  it('is of the family, has its code, and is told from the others', () => {
    expect(error).toBeInstanceOf(ComputeTargetError);
    expect(error.code).toBe(code);
    expect(error.name).toBe(type.name);
    expect(ComputeTargetError.isInstance(error)).toBe(true);
    expect(FAMILY.filter(([, other]) => other.isInstance(error)).map(([other]) => other)).toEqual([code]);
    expect(error.hint).not.toBe('');
  });
});

it('is known across copies of this package by its marker and code, and nothing else is', () => {
  const marker = Symbol.for('@azureml-kubernetes/core.ComputeTargetError');
  expect(NotFoundError.isInstance(Object.assign(new Error('x'), { code: 'not-found', [marker]: true }))).toBe(
    true,
  );
  for (const other of [
    null,
    'x',
    {},
    new Error('x'),
    { code: 'not-found' },
    { code: 'mystery', [marker]: true },
  ]) {
    expect(ComputeTargetError.isInstance(other)).toBe(false);
  }
});

it('keeps its name where a minifier renames classes', () => {
  class a extends NotFoundError {}
  expect(new a('m', context).name).toBe('NotFoundError');
});

it('shows in JSON what is safe, and no cause', () => {
  const service = { status: 404, code: 'ResourceNotFound', message: 'gone', details: [], requestId: 'r-1' };
  const error = new NotFoundError('m', { ...context, service, cause: new Error('inner secret') });
  expect(error.requestId).toBe('r-1');
  expect(error.cause).toBeInstanceOf(Error);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'NotFoundError',
    code: 'not-found',
    message: 'm: ResourceNotFound: gone',
    summary: 'm',
    hint: 'do this',
    retryable: false,
    service,
  });
  expect(new NotFoundError('m', context).requestId).toBeNull();
});

it('keeps our words apart from those of others, and joins them for people', () => {
  const service = { status: 400, code: 'X', message: 'words', details: [], requestId: null };
  const message = (other: object): string => new ServiceError('ours', { ...context, ...other }).message;
  expect(message({})).toBe('ours');
  expect(message({ service })).toBe('ours: X: words');
  expect(message({ service: { ...service, code: null } })).toBe('ours: words');
  expect(message({ service: { ...service, code: null, message: null } })).toBe('ours');
  expect(message({ quoted: 'a host' })).toBe('ours: a host');
  expect(message({ service, quoted: 'a host' })).toBe('ours: X: words; a host');
  const long = new ServiceError('ours', { ...context, quoted: 'x'.repeat(9_000) });
  expect([long.summary, long.message.length, long.quoted?.length]).toEqual(['ours', 4_000, 4_000]);
  expect(
    JSON.parse(JSON.stringify(new ServiceError('ours', { ...context, quoted: 'sig=abcdefghijk' }))),
  ).toEqual({
    name: 'ServiceError',
    code: 'service',
    message: 'ours: sig=[redacted]',
    summary: 'ours',
    hint: 'do this',
    retryable: false,
    quoted: 'sig=[redacted]',
  });
});

it('names field, rule and example of bad input', () => {
  const error = new InvalidInputError({
    field: 'namespace',
    rule: 'must be a DNS label',
    example: 'ml-team',
  });
  expect(error.message).toBe('namespace must be a DNS label');
  expect(error.hint).toContain('ml-team');
});

it('gives the causes of a failure in its words', () => {
  expect(new ProvisioningFailedError(failed).message).toBe('attach of gpu ended as Failed: X: m');
  const bare = new ProvisioningFailedError({ kind: 'detach', name: 'gpu', state: 'Canceled', problems: [] });
  expect(bare.message).toBe('detach of gpu ended as Canceled');
  expect(bare.hint).not.toBe(new ProvisioningFailedError(failed).hint);
  expect(
    describeProblems([
      { code: null, message: 'a' },
      { code: 'X', message: 'b' },
    ]),
  ).toBe('a; X: b');
});

describe('redactText', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/);
  it.each([
    ['a bearer token', (text: string) => `Authorization: Bearer ${text} was refused`],
    ['a JWT', (text: string) => `token eyJ${text}.${text}.${text} expired`],
    ['a connection string', (text: string) => `Endpoint=sb://x/;SharedAccessKey=${text};EntityPath=y`],
    ['an account key', (text: string) => `AccountKey=${text}`],
    ['a client secret', (text: string) => `client_secret=${text}&x=1`],
    ['an access token in JSON', (text: string) => `{"access_token":"${text}"}`],
    [
      'an operation URL',
      (text: string) => `GET https://x.example/op?t=${text}&c=${text}&s=${text}&h=${text}`,
    ],
    ['a SAS URL', (text: string) => `https://x.example/b?sv=1&sig=${text}`],
    ['a JWT that was cut off', (text: string) => `token eyJ${text}`],
    ['a token in the JSON of Python', (text: string) => `{'access_token': '${text}'}`],
    ['a client secret in camel case', (text: string) => `"clientSecret": "${text}"`],
    ['an id token', (text: string) => `id_token=${text}`],
    [
      'a URL in a URL in a URL',
      (text: string) =>
        `?u=${encodeURIComponent(encodeURIComponent(`https://x.example/op?t=${text}&s=${text}`))}`,
    ],
    ['an encrypted JWT', (text: string) => `token eyJ${text}..${text}.${text}.${text} expired`],
    ['a JWT after an underscore', (text: string) => `token_eyJ${text}.${text}.${text}`],
    ['a shouted bearer token', (text: string) => `AUTHORIZATION: BEARER ${text}`],
    ['JSON in JSON', (text: string) => JSON.stringify(JSON.stringify({ access_token: text }))],
    ['a URL in JSON of .NET', (text: string) => `https://x.example/op?api=1\\u0026t=${text}\\u0026s=${text}`],
    ['a URL in HTML', (text: string) => `https://x.example/op?api=1&amp;t=${text}&amp;s=${text}`],
    [
      'a URL in a URL',
      (text: string) => `?u=${encodeURIComponent(`https://x.example/op?t=${text}&s=${text}`)}`,
    ],
  ])('leaves nothing of %s', (_title, wrap) => {
    fc.assert(
      fc.property(secret, (text) => {
        const cleaned = redactText(wrap(text));
        expect(cleaned).not.toContain(text);
        expect(redactText(cleaned)).toBe(cleaned);
      }),
    );
  });

  it('leaves ordinary words alone', () => {
    const words =
      'The compute gpu in /subscriptions/x?api-version=2024-04-01&service=new is Creating; ask the bearer of it';
    expect(redactText(words)).toBe(words);
  });

  it.each(['-eyJ', '-eyJabcdefgh.', 'bearer ', 'AccountKey ', 'sig:', '&t', '%25', '\\'])(
    'takes no longer than the text is long, even for many of %j',
    (shape) => {
      const text = shape.repeat(200_000);
      const startedAt = performance.now();
      redactText(text);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );

  it('is applied to every message', () => {
    expect(new ServiceError('Bearer abcdefghijkl was bad', context).message).toBe(
      'Bearer [redacted] was bad',
    );
    expect(new ServiceError('x'.repeat(1_000_000), context).message).toHaveLength(4_000);
  });
});
