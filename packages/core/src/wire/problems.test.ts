import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findProblems } from './problems.js';

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
    ['a code with an empty message', { code: 'X', message: ' ' }, [{ code: 'X', message: 'X' }]],
    ['a message with braces inside', 'in {this} way', [{ code: null, message: 'in {this} way' }]],
    ['JSON after a blank', ' {"message":"n"}', [{ code: null, message: 'n' }]],
    ['JSON without a known message', '{"a":1}', [{ code: null, message: '{"a":1}' }]],
    [
      'inner errors of OData, which have codes alone',
      {
        error: {
          code: 'UserError',
          message: 'Attach failed.',
          details: [],
          innerError: { code: 'BadArgument', innerError: { code: 'ComputeNotAccessible', innerError: null } },
        },
      },
      [{ code: 'ComputeNotAccessible', message: 'Attach failed.' }],
    ],
    [
      'an inner error in other spellings',
      { Code: 'BadRequest', Message: 'Bad request', InnerError: { code: 'QuotaExceeded', message: 'full' } },
      [{ code: 'QuotaExceeded', message: 'full' }],
    ],
    [
      'an innererror below words that say more',
      {
        code: 'Conflict',
        message: 'gpu is being deleted',
        innererror: { code: 'Busy', innererror: { code: 'X' } },
      },
      [{ code: 'X', message: 'gpu is being deleted' }],
    ],
    [
      'useful words above details that say nothing',
      {
        code: 'BadRequest',
        message: 'the extension is not installed',
        details: [{ code: 'InternalError', message: 'An internal error occurred.' }],
      },
      [{ code: 'InternalError', message: 'the extension is not installed' }],
    ],
    [
      'a specific code above a wrapping one',
      { code: 'ScopeLocked', message: 'it is locked', innerError: { code: 'UserError' } },
      [{ code: 'ScopeLocked', message: 'it is locked' }],
    ],
    [
      'a wrapping code outside JSON that someone turned into text',
      {
        code: 'BadRequest',
        message: 'Reason: Forbidden.{"error":{"code":"AuthorizationFailed","message":"no"}} end',
      },
      [{ code: 'AuthorizationFailed', message: 'Reason: Forbidden.no end' }],
    ],
    [
      'JSON that was escaped twice',
      { message: JSON.stringify(JSON.stringify({ error: { code: 'Y', message: 'n' } })) },
      [{ code: 'Y', message: 'n' }],
    ],
    [
      'the error of OAuth',
      { error: 'invalid_client', error_description: 'AADSTS7000215: no', error_codes: [7000215] },
      [{ code: 'invalid_client', message: 'AADSTS7000215: no' }],
    ],
    [
      'words under error beside a general message',
      { error: 'the reason', message: 'general' },
      [{ code: null, message: 'the reason' }],
    ],
    [
      'a status message in JSON',
      { statusMessage: JSON.stringify({ status: 'Failed', error: { code: 'Y', message: 'n' } }) },
      [{ code: 'Y', message: 'n' }],
    ],
  ])('reads %s', (_title, value, problems) => {
    expect(findProblems(value)).toEqual(problems);
  });

  it.each([
    ['lists', (inner: unknown) => [inner]],
    ['errors', (inner: unknown) => ({ error: inner })],
    ['details', (inner: unknown) => ({ details: inner })],
    ['texts', (inner: unknown) => ({ message: JSON.stringify(inner) })],
  ])('looks through eight %s within each other, and no further', (_title, wrap) => {
    const wrapped = (times: number): unknown => (times === 0 ? { code: 'deep' } : wrap(wrapped(times - 1)));
    const codes = (times: number) => findProblems(wrapped(times)).map(({ code }) => code);
    expect(codes(8)).toEqual(['deep']);
    expect(codes(9)).not.toContain('deep');
  });

  it('ends for any JSON, however deep, and caps what it keeps', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12 }), (value) => {
        for (const { message } of findProblems(value)) expect(message.length).toBeLessThanOrEqual(2_000);
      }),
    );
    expect(findProblems({ message: 'x'.repeat(10_000) })[0]?.message).toHaveLength(2_000);
    const long = findProblems({ message: `${'x'.repeat(5_000)} at last the reason` })[0];
    expect(long?.message).toMatch(/^x{500} … x+ at last the reason$/);
    const wordy = findProblems({ code: `?sig=secret${'x'.repeat(1_000)}`, message: 'm' })[0];
    expect(wordy?.code).toBe('?sig=[redacted]');
    expect(findProblems({ code: 'x'.repeat(1_000), message: 'm' })[0]?.code).toHaveLength(200);
    expect(findProblems(Array.from({ length: 1_000 }, () => ({ message: 'x' })))).toHaveLength(20);
  });
});
