import { describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';

describe('headers of answers', () => {
  it('counts the rate limits down, by kind', async () => {
    const { call, compute, attach } = openSession();
    const left = async () =>
      (await call('GET', compute('cpu-cluster'))).headers.get('x-ms-ratelimit-remaining-subscription-reads');
    expect([await left(), await left()]).toEqual(['249', '248']);
    const put = await attach('gpu');
    expect(put.headers.get('x-ms-ratelimit-remaining-subscription-writes')).toBe('199');
    expect(put.headers.get('x-ms-ratelimit-remaining-subscription-global-writes')).toBe('2999');
  });

  it('returns the client request id only when asked to', async () => {
    const { call, compute } = openSession();
    const headers = { 'x-ms-client-request-id': 'mine' };
    const plain = await call('GET', compute('cpu-cluster'), { headers });
    const asked = await call('GET', compute('cpu-cluster'), {
      headers: { ...headers, 'x-ms-return-client-request-id': 'true' },
    });
    expect([plain, asked].map((reply) => reply.headers.get('x-ms-client-request-id'))).toEqual([
      null,
      'mine',
    ]);
    expect(plain.headers.get('x-ms-request-id')).toBe(plain.headers.get('x-ms-correlation-request-id'));
  });

  it('uses the origin of the request in its URLs', async () => {
    const { service } = openSession();
    const response = await service.fetch(
      `http://localhost:1234${demoIds.workspaceId}/computes/gpu?api-version=2024-04-01`,
      {
        method: 'PUT',
        headers: { Authorization: 'Bearer x' },
        body: JSON.stringify(kubernetesBody()),
      },
    );
    expect(response.headers.get('azure-asyncoperation')).toMatch(/^http:\/\/localhost:1234\//);
  });
});
