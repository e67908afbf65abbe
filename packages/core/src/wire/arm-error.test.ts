import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { type RefusedAnswer, refusalOf } from './arm-error.js';

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
    [409, 'conflict', false],
    [412, 'conflict', false],
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
    expect(error.summary).toBe(`reading gpu was answered with HTTP ${status}`);
    expect(error.service).toEqual({
      status,
      code: 'SomeCode',
      message: 'some words',
      details: [{ code: 'SomeCode', message: 'some words' }],
      requestId: 'r-1',
    });
    expect(error.hint).not.toBe('');
  });

  it('names the sign-in for the tenant that a 401 asks for', () => {
    const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
    const refused = answer(401, { error: { code: 'InvalidAuthenticationTokenTenant', message: 'm' } });
    expect(refusalOf({ ...refused, tenantId }, 'a call')).toMatchObject({
      code: 'credential',
      reason: 'refused',
      hint: expect.stringContaining(`az login --tenant ${tenantId}`),
    });
    expect(refusalOf(refused, 'a call').hint).not.toContain('--tenant');
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
    ['Conflict', 'The compute gpu is being deleted.', true],
    ['Conflict', 'Another attach operation is running.', true],
    ['OperationInProgress', 'x', true],
    ['Conflict', 'The previous operation has not ended', true],
    ['Conflict', 'A name of this kind is taken.', false],
    ['ScopeLocked', 'is being locked', false],
    ['RoleAssignmentExists', 'it exists', false],
  ])('takes the conflict %s, "%s" for one that waiting mends: %s', (code, message, retryable) => {
    expect(refusalOf(answer(409, { error: { code, message } }), 'a call').retryable).toBe(retryable);
  });

  it('takes only a refusal in the form of Resource Manager for one about roles', () => {
    const page = { status: 403, requestId: null, body: { kind: 'unreadable' } } as const;
    expect(refusalOf(page, 'a call')).toMatchObject({
      code: 'unexpected-response',
      hint: expect.stringContaining('proxy'),
    });
    expect(refusalOf(answer(403, { message: 'blocked' }), 'a call')).toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('proxy'),
    });
    expect(refusalOf(answer(403, { error: { code: 'X', message: 'm' } }), 'a call').hint).not.toContain(
      'proxy',
    );
  });

  it.each([401, 404, 409, 500])(
    'points to a proxy where HTTP %i comes with something else than JSON',
    (status) => {
      const page = { status, requestId: null, body: { kind: 'unreadable' } } as const;
      expect(refusalOf(page, 'a call').hint).toContain('proxy');
    },
  );

  it('finds the remedy by a code within, and fills in the provider', () => {
    const nested = {
      error: { code: 'BadRequest', message: 'm', details: [{ code: 'ScopeLocked', message: 'n' }] },
    };
    expect(refusalOf(answer(400, nested), 'a call').hint).toContain('lock');
    const message = "not registered to use namespace 'Microsoft.Relay'";
    expect(
      refusalOf(answer(409, { error: { code: 'MissingSubscriptionRegistration', message } }), 'a call').hint,
    ).toMatch(/az provider register --namespace Microsoft\.Relay$/);
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

  it.each([
    ['no body', undefined, 'a call was answered with HTTP 500'],
    ['a message without a code', { message: 'm' }, 'a call was answered with HTTP 500: m'],
    ['a code alone', { code: 'X' }, 'a call was answered with HTTP 500: X: X'],
    [
      'two causes',
      { error: { code: 'X', message: 'general', details: [{ message: 'a' }, { message: 'b' }] } },
      'a call was answered with HTTP 500: X: a; b',
    ],
  ])('tells what there is to tell with %s', (_title, value, message) => {
    expect(refusalOf(answer(500, value), 'a call').message).toBe(message);
  });

  it('says who may mend it: the service above 499, the caller below', () => {
    expect(refusalOf(answer(500), 'a call').hint).toContain('Azure support');
    expect(refusalOf(answer(499), 'a call').hint).toContain('what the message names');
  });

  it('cuts a code that is longer than any of the service', () => {
    const { service } = refusalOf(answer(400, { error: { code: 'x'.repeat(1_000) } }), 'a call');
    expect(service?.code).toHaveLength(200);
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
