import { describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';
import { version } from '../version.js';

const LIST = `${demoIds.workspaceId}/computes`;

describe('strict mode', () => {
  it.each([
    ['a route', `${demoIds.workspaceId}/jobs`, {}],
    ['a query parameter', `${LIST}?api-version=2024-04-01&$top=3`, {}],
    ['a conditional header', LIST, { headers: { 'If-None-Match': '"1"' } }],
  ])('refuses %s that is not modelled, and lets it pass otherwise', async (_, target, options) => {
    const strict = await openSession({ strict: true }).call('GET', target, options);
    expect([strict.status, strict.json]).toMatchObject([501, { error: { code: 'NotModelled' } }]);
    expect(strict.text).toContain(`azureml-kubernetes-testkit ${version}`);
    expect((await openSession().call('GET', target, options)).status).not.toBe(501);
  });

  it('refuses a member that Kubernetes computes do not have', async () => {
    const { attach } = openSession({ strict: true });
    expect((await attach('gpu', { properties: { nameSpace: 'typo' } })).text).toContain(
      'properties.properties.nameSpace',
    );
    expect((await attach('gpu')).status).toBe(201);
  });

  it('tolerates anything on an operation URL, since the official client adds to it', async () => {
    const { attach, call } = openSession({ strict: true });
    const url = (await attach('gpu')).headers.get('azure-asyncoperation');
    expect((await call('GET', `${url}&underlyingResourceAction=Detach`)).status).toBe(200);
  });

  it('knows the headers that clients send', async () => {
    const headers = {
      Accept: 'application/json',
      'User-Agent': 'x',
      'x-ms-client-request-id': '1',
      Traceparent: '00',
    };
    expect((await openSession({ strict: true }).call('GET', LIST, { headers })).status).toBe(200);
  });
});
