import type { Fetch } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';
import { expect, it } from 'vitest';
import { connectClient } from './connect-client.js';

const attach = { name: 'gpu', resource_id: demoIds.aksId, skip_checks: true };

/** Bends the answer to writes with this method. */
function bend(method: string, change: (answer: Response) => Response | Promise<Response>) {
  return (send: Fetch): Fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      const answer = await send(request);
      return request.method === method ? change(answer) : answer;
    };
}

function withForeignOperation(answer: Response): Response {
  const headers = new Headers(answer.headers);
  for (const name of ['azure-asyncoperation', 'location'])
    headers.set(name, 'https://elsewhere.example/operation');
  return new Response(answer.body, { status: answer.status, headers });
}

it('says that an attach was accepted whose operation cannot be followed', async () => {
  const { call, service } = await connectClient({ wrap: bend('PUT', withForeignOperation) });
  const { isError, result } = await call('compute_attach', attach);
  expect(service.control.requests.entries({ method: 'PUT' })).toHaveLength(1);
  expect(isError).toBe(true);
  expect(result['hint']).toBe(
    'The attach was accepted, but could not be followed: call compute_wait with name "gpu"',
  );
  expect(result).toMatchObject({ code: 'untrusted-url', retryable: false });
});

it('says that a detach was accepted whose operation cannot be followed', async () => {
  const { call, service } = await connectClient({
    confirm: 'off',
    wrap: bend('DELETE', withForeignOperation),
  });
  service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
  const { isError, result } = await call('compute_detach', { name: 'gpu' });
  expect(isError).toBe(true);
  expect(result['hint']).toBe(
    'The detach was accepted, but could not be followed: call compute_wait with name "gpu" and until "detached"',
  );
});

it('says nothing of the kind where the service refused', async () => {
  const { call } = await connectClient({
    wrap: bend('PUT', () => Response.json({ error: { code: 'BadRequest', message: 'no' } }, { status: 400 })),
  });
  const { result } = await call('compute_attach', attach);
  expect(JSON.stringify(result)).not.toContain('accepted');
});
