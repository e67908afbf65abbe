import { expect, it } from 'vitest';
import { answerOf, requestTo } from '../../test/plain-messages.js';
import { systemClock } from '../runtime/clock.js';
import { readAnswer } from './answer.js';
import { withClientRequestId } from './client-request-id.js';
import { compose } from './compose.js';
import type { Policy, Transport, TransportHeaders } from './transport.js';
import { withUserAgent } from './user-agent.js';

const URL_X = 'https://x.example/y?z=1';

it('puts the first policy outermost', async () => {
  const seen: string[] = [];
  const mark =
    (name: string): Policy =>
    (next) =>
    (request) => {
      seen.push(name);
      return next(request);
    };
  await compose(async () => answerOf(), mark('one'), mark('two'))(requestTo(URL_X));
  expect(seen).toEqual(['one', 'two']);
});

it('names each call and ourselves, and keeps a name that is there', async () => {
  const seen: TransportHeaders[] = [];
  const record: Transport = async ({ headers }) => {
    seen.push(headers);
    return answerOf();
  };
  const transport = compose(
    record,
    withClientRequestId(() => 'id-1'),
    withUserAgent(),
  );
  const request = requestTo(URL_X);
  await transport(request);
  await transport(requestTo(URL_X, { headers: { 'x-ms-client-request-id': 'mine' } }));
  expect(seen.map((headers) => headers['x-ms-client-request-id'])).toEqual(['id-1', 'mine']);
  expect(seen[0]?.['user-agent']).toMatch(/^azureml-kubernetes\/\d/);
  expect(request.headers, 'the message of the caller stays as it is').toEqual({});
  await compose(record, withClientRequestId())(requestTo(URL_X));
  expect(seen[2]?.['x-ms-client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

it.each([
  ['{"a":1}', { kind: 'json', value: { a: 1 } }],
  ['', { kind: 'empty' }],
  ['  \n', { kind: 'empty' }],
  ['<html>', { kind: 'unreadable', reason: 'not JSON' }],
  [null, { kind: 'unreadable', reason: 'longer than 8 MiB' }],
])('reads the body %j', (body, expected) => {
  expect(readAnswer(answerOf({ body }), systemClock).body).toEqual(expected);
});

it('keeps the headers that mean something', () => {
  const headers = {
    'x-ms-request-id': 'r',
    'azure-asyncoperation': 'a',
    location: 'l',
    'retry-after': '5',
  };
  expect(readAnswer(answerOf({ status: 202, headers }), systemClock)).toEqual({
    status: 202,
    body: { kind: 'empty' },
    requestId: 'r',
    operationUrl: 'a',
    location: 'l',
    retryAfterMs: 5_000,
    quota: null,
    tenantId: null,
  });
  expect(readAnswer(answerOf(), systemClock)).toMatchObject({
    requestId: null,
    operationUrl: null,
    location: null,
    retryAfterMs: null,
  });
});
