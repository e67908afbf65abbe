import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Secret } from './secret.js';

it('shows a secret only when asked', () => {
  const secret = new Secret('hunter2');
  expect(`${secret} ${JSON.stringify({ secret })}`).toBe('[redacted] {"secret":"[redacted]"}');
  expect(inspect(secret)).not.toContain('hunter2');
  expect(secret.reveal()).toBe('hunter2');
});
