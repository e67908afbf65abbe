import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBoilerplate, isWrappingCode } from './boilerplate.js';

describe('isBoilerplate', () => {
  it.each([
    '',
    'An internal server error occurred. Please try again. If the problem persists, contact support',
    'Internal server error',
    'An unexpected error has occurred while processing your request',
    'The service ran into an internal error; try again later.',
    'One or more errors occurred.',
    'Attach failed.',
    'The operation failed. Request id: 1b9ab3cb-1a0f-4b5e-9a54-0a1d8a5b8f11',
    'Something went wrong - please contact Microsoft support with the correlation id 1b9ab3cb-1a0f-4b5e-9a54-0a1d8a5b8f11.',
    "The resource operation completed with terminal provisioning state 'Failed'.",
    'No more details are known.',
    'Bad request. See https://aka.ms/x for more details',
    'An error occurred (code: InternalServerError).',
    'Something went wrong inside the service. Try again, or ask support.',
    'No more is known.',
    'If this issue continues, open a support ticket.',
  ])('says nothing in: %s', (text) => {
    expect(isBoilerplate(text)).toBe(true);
  });

  it.each([
    "Retries exceeded; the last answer was 'Forbidden'",
    'An internal server error occurred: the extension is not installed',
    'Error: subnet is full',
    'Attach failed because the cluster is stopped.',
    'An error occurred while pulling the image',
    'The compute name is invalid.',
    'Contact the owner of policy deny-public-ip',
    'Please register Microsoft.Relay',
    'Kubernetes version 1.19 is not supported.',
  ])('finds something in: %s', (text) => {
    expect(isBoilerplate(text)).toBe(false);
  });

  it('ends soon for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => [true, false].includes(isBoilerplate(text))));
    const started = performance.now();
    for (const part of ['an error ', 'internal ', 'if the ', 'the operation ', 'try '])
      isBoilerplate(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

it('knows codes that only wrap others', () => {
  expect(['InternalServerError', 'UserError', 'extensionoperationfailed'].every(isWrappingCode)).toBe(true);
  expect(['ComputeNotAccessible', 'E40001', 'Conflict'].some(isWrappingCode)).toBe(false);
});
