import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { type RefusedAnswer, refusalOf } from './arm-error.js';
import { findProblems } from './problems.js';

function answer(status: number, value?: unknown): RefusedAnswer {
  const body = value === undefined ? ({ kind: 'empty' } as const) : ({ kind: 'json', value } as const);
  return { status, requestId: 'r-1', body };
}

describe('refusalOf', () => {
  it.each([
    [301, 'unexpected-response', false],
    [400, 'service', false],
    [401, 'credential', false],
    [403, 'forbidden', false],
    [404, 'not-found', false],
    [405, 'service', false],
    [409, 'conflict', true],
    [412, 'conflict', true],
    [422, 'service', false],
    [429, 'throttled', true],
    [500, 'service', true],
    [503, 'service', true],
    [504, 'service', true],
  ])('makes of HTTP %i the error %s', (status, code, retryable) => {
    const error = refusalOf(
      answer(status, { error: { code: 'SomeCode', message: 'some words' } }),
      'reading gpu',
    );
    expect(error).toMatchObject({ code, retryable, requestId: 'r-1' });
    expect(error.message).toBe(`reading gpu was answered with HTTP ${status}: SomeCode: some words`);
    expect(error.service).toEqual({ status, code: 'SomeCode', message: 'some words', requestId: 'r-1' });
    expect(error.hint).not.toBe('');
  });

  it.each([
    ['LinkedAuthorizationFailed', 403, 'Managed Identity Operator'],
    ['NoRegisteredProviderFound', 400, 'api-versions'],
    ['MissingSubscriptionRegistration', 409, 'az provider register'],
    ['RequestDisallowedByPolicy', 403, 'exemption'],
  ])('knows what to do about %s, which trying again does not mend', (code, status, hint) => {
    const error = refusalOf(answer(status, { error: { code, message: 'm' } }), 'a call');
    expect(error.hint).toContain(hint);
    expect(error.retryable).toBe(false);
  });

  it.each([
    ['no body', { kind: 'empty' }],
    ['HTML', { kind: 'unreadable' }],
    ['a text', { kind: 'json', value: 'nope' }],
    ['a number', { kind: 'json', value: 7 }],
    ['an error that is no object', { kind: 'json', value: { error: 'boom' } }],
    ['a code that is no text', { kind: 'json', value: { error: { code: 7 } } }],
  ] as const)('is typed even with %s', (_title, body) => {
    expect(ComputeTargetError.isInstance(refusalOf({ status: 500, requestId: null, body }, 'a call'))).toBe(
      true,
    );
  });

  it('is typed whatever the body is, and never shows a token in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 300, max: 599 }), (value, status) => {
        const error = refusalOf(answer(status, value), 'a call');
        expect(ComputeTargetError.isInstance(error)).toBe(true);
        expect(JSON.stringify(error).length).toBeLessThan(50_000);
      }),
    );
    const leak = answer(400, {
      error: { code: 'X', message: 'Authorization: Bearer eyJhbGciOi.eyJzdWIi.c2ln was bad' },
    });
    expect(JSON.stringify(refusalOf(leak, 'a call'))).not.toContain('eyJ');
  });
});

describe('findProblems', () => {
  it.each([
    ['nothing', null, []],
    ['an empty list', [], []],
    ['an empty text', '  ', []],
    ['a text', 'boom', [{ code: null, message: 'boom' }]],
    ['a code alone', { code: 'X' }, [{ code: 'X', message: 'X' }]],
    ['an error', { code: 'X', message: 'm' }, [{ code: 'X', message: 'm' }]],
    ['a wrapped error', { error: { code: 'X', message: 'm' } }, [{ code: 'X', message: 'm' }]],
    [
      'doubly wrapped',
      { error: { error: { code: 'X', message: 'm', statusCode: 409 } } },
      [{ code: 'X', message: 'm' }],
    ],
    [
      'the useful words in details, below a general error',
      [
        {
          error: {
            code: 'InternalServerError',
            message: 'general',
            details: [{ code: 'InternalError', message: 'inner' }],
          },
        },
      ],
      [{ code: 'InternalError', message: 'inner' }],
    ],
    [
      'a wrapper with words of its own beside the error',
      [
        {
          code: 'BadRequest',
          error: { code: 'BadRequest', details: [{ code: 'F', message: 'inner' }] },
          message: 'outer',
        },
      ],
      [{ code: 'F', message: 'inner' }],
    ],
    ['details that say nothing', { code: 'X', message: 'm', details: [] }, [{ code: 'X', message: 'm' }]],
    [
      'JSON that someone turned into text',
      { code: 'X', message: '{"error":{"code":"Y","message":"n"}}' },
      [{ code: 'Y', message: 'n' }],
    ],
    [
      'a message that only looks like JSON',
      { code: 'X', message: '{not json' },
      [{ code: 'X', message: '{not json' }],
    ],
    [
      'two errors',
      [{ message: 'a' }, { message: 'b' }],
      [
        { code: null, message: 'a' },
        { code: null, message: 'b' },
      ],
    ],
    ['a number', 7, []],
  ])('reads %s', (_title, value, problems) => {
    expect(findProblems(value)).toEqual(problems);
  });

  it('ends for any JSON, however deep, and caps what it keeps', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12 }), (value) => {
        for (const { message } of findProblems(value)) expect(message.length).toBeLessThanOrEqual(2_000);
      }),
    );
    expect(findProblems({ message: 'x'.repeat(10_000) })[0]?.message).toHaveLength(2_000);
    const wordy = findProblems({ code: `?sig=secret${'x'.repeat(1_000)}`, message: 'm' })[0];
    expect(wordy?.code).toBe('?sig=[redacted]');
    expect(findProblems({ code: 'x'.repeat(1_000), message: 'm' })[0]?.code).toHaveLength(200);
    expect(findProblems(Array.from({ length: 1_000 }, () => ({ message: 'x' })))).toHaveLength(20);
  });
});
