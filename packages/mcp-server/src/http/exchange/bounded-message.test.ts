import { expect, it } from 'vitest';
import { requireBounded } from './bounded-message.js';

const long = 'x'.repeat(20_000);

it.each([
  ['id', { id: long, method: 'ping' }],
  ['params._meta.progressToken', { id: 1, params: { _meta: { progressToken: long } } }],
  ['params.requestId', { method: 'notifications/cancelled', params: { requestId: long } }],
  ['params.clientInfo.name', { id: 1, params: { clientInfo: { name: long } } }],
  ['params.clientInfo', { id: 1, params: { clientInfo: { name: 'x', other: long } } }],
  ['params.capabilities', { id: 1, params: { capabilities: { experimental: { a: long } } } }],
])('refuses a long %s, also within a batch', (member, message) => {
  for (const body of [message, [{ id: 1, method: 'ping' }, message]])
    expect(() => requireBounded(body)).toThrow(`${member} must be at most`);
});

it.each([
  [{ id: 1, method: 'ping' }],
  [
    {
      id: 'c1f8b4f6-5d0c-4c59-9d36-7f5ac5f34e0f',
      params: { _meta: { progressToken: 7 }, arguments: { description: long } },
    },
  ],
  ['no message'],
  [null],
])('takes %j', (body) => expect(() => requireBounded(body)).not.toThrow());
