import { describe, expect, it } from 'vitest';
import type { Answer } from '../transport/answer.js';
import { followUpOf } from './follow-up.js';

const ENDPOINT = 'https://management.azure.com';

function answer(headers: Partial<Answer>): Answer {
  return {
    status: 200,
    body: { kind: 'empty' },
    requestId: null,
    retryAfterMs: null,
    quota: null,
    operationUrl: null,
    location: null,
    tenantId: null,
    ...headers,
  };
}

describe('followUpOf', () => {
  const url = `${ENDPOINT}/status`;
  it.each([
    [
      { operationUrl: url, location: `${ENDPOINT}/l` },
      { mode: 'azure-async-operation', url },
    ],
    [{ location: url }, { mode: 'location', url }],
    [{}, null],
  ] as const)('of %j is %j', (headers, expected) => {
    expect(followUpOf(answer(headers), ENDPOINT)).toEqual(expected);
  });

  it.each([
    [{ operationUrl: 'https://evil.example' }, 'operation URL'],
    [{ location: 'https://evil.example' }, 'Location'],
    [{ operationUrl: '/relative' }, 'operation URL'],
  ])('refuses %j, and names the %s', (headers, what) => {
    expect(() => followUpOf(answer(headers), ENDPOINT)).toThrow(
      expect.objectContaining({
        code: 'untrusted-url',
        summary: expect.stringContaining(`the ${what} must`),
      }),
    );
  });
});
