import { describe, expect, it } from 'vitest';
import { demoIds } from '../src/seed/demo-seed.js';
import { answerProblem } from './answer-shape.js';
import { openSession } from './session.js';

// The schema is what all other tests lean on, so it must itself be seen to catch things.

async function list() {
  const { call } = openSession();
  const { text, headers } = await call('GET', `${demoIds.workspaceId}/computes`);
  return { text, headers };
}

describe('the schema of answers', () => {
  it.each([
    ['an unknown member', '"tags": null', '"tags": null, "colour": "red"', '$.value[0].colour'],
    ['a member that is missing', '"tags": null,', '', '$.value[0].tags'],
    ['an instant of another form', '0000000+00:00', '0000000Z', '$.value[0].properties.createdOn'],
    ['a state that there is not', '"Succeeded"', '"Pondering"', '$.value[0].properties.provisioningState'],
  ])('catches %s', async (_, right, wrong, path) => {
    const { text, headers } = await list();
    expect(text).toContain(right);
    const bent = text.replace(right, wrong);
    headers.set('content-length', String(bent.length));
    expect(answerProblem('compute.list', new Response(bent, { headers }), bent)).toContain(path);
    headers.set('content-length', String(text.length));
    expect(answerProblem('compute.list', new Response(text, { headers }), text)).toBeNull();
  });

  it.each([
    ['x-ms-request-id', 'mine', 'header x-ms-request-id is "mine"'],
    ['x-ms-request-id', '00000000-0000-0000-0000-000000000000', 'two request ids'],
    ['etag', '"1"', 'there is an ETag'],
    ['content-type', 'text/plain', 'header content-type'],
    ['content-length', '1', 'the content length is wrong'],
  ])('catches a wrong %s', async (name, value, problem) => {
    const { text, headers } = await list();
    headers.set(name, value);
    expect(answerProblem('compute.list', new Response(text, { headers }), text)).toContain(problem);
  });

  it.each([
    [202, '{}', 'the status 202 does not belong to compute.list'],
    [200, '', 'there is no body'],
    [404, '{"error":{"code":"a code","message":"m"}}', '$.error.code must be a code'],
    [404, '{"error":{"code":"X"}}', '$.error.message is required'],
    [401, '{"error":{"code":"X","message":"m"}}', 'header www-authenticate'],
    [429, '{"error":{"code":"X","message":"m"}}', 'header retry-after'],
  ])('catches a %i with the body %s', async (status, body, problem) => {
    const { headers } = await list();
    headers.set('content-length', String(body.length));
    expect(answerProblem('compute.list', new Response(body, { headers, status }), body)).toContain(problem);
  });

  it('catches a body where no body belongs', async () => {
    const { headers } = await list();
    headers.set('content-length', '2');
    const response = new Response('{}', { headers, status: 202 });
    expect(answerProblem('compute.delete', response, '{}')).toBe('there is a body');
  });
});
