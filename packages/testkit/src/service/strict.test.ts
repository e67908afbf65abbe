import { describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../../test/session.js';
import type { JsonObject } from '../json.js';
import { demoIds } from '../seed/demo-seed.js';
import { version } from '../version.js';

const LIST = `${demoIds.workspaceId}/computes`;

describe('what is not modelled', () => {
  it.each([
    ['a query parameter', `${LIST}?api-version=2024-04-01&$top=3`, {}],
    ['a conditional header', LIST, { headers: { 'If-None-Match': '"1"' } }],
  ])('is refused when it is %s, and ignored by a lenient service', async (_, target, options) => {
    const strict = await openSession().call('GET', target, options);
    expect([strict.status, strict.json]).toMatchObject([501, { error: { code: 'NotModelled' } }]);
    expect(strict.text).toContain(`azureml-kubernetes-testkit ${version}`);
    expect((await openSession({ strict: false }).call('GET', target, options)).status).toBe(200);
  });

  it('is refused when it is a route, by a lenient service as well', async () => {
    for (const strict of [true, false]) {
      const reply = await openSession({ strict }).call('GET', `${demoIds.workspaceId}/jobs`);
      expect([reply.status, reply.json]).toMatchObject([501, { error: { code: 'NotModelled' } }]);
    }
  });

  it.each([
    ['sku', { sku: { name: 'S1' } }, {}],
    ['properties.priority', {}, { priority: 'low' }],
    ['identity.principal', { identity: { type: 'SystemAssigned', principal: 'x' } }, {}],
    ['properties.properties.nameSpace', {}, { properties: { nameSpace: 'typo' } }],
    [
      'properties.properties.instanceTypes.a.nodeselector',
      {},
      { properties: { instanceTypes: { a: { nodeselector: { pool: 'gpu' } } } } },
    ],
    [
      'properties.properties.instanceTypes.a.resources.request',
      {},
      { properties: { instanceTypes: { a: { resources: { request: { cpu: '1' } } } } } },
    ],
  ])(
    'is refused when it is the member %s, by a lenient service as well',
    async (member, outer, properties) => {
      const body = { ...kubernetesBody(properties), ...outer };
      for (const strict of [true, false]) {
        const { call, compute } = openSession({ strict });
        const refused = await call('PUT', compute('gpu'), { body });
        expect([refused.status, refused.json]).toMatchObject([501, { error: { code: 'NotModelled' } }]);
        expect(refused.text).toContain(`the member ${member},`);
      }
    },
  );

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['tags', { tags: {} }, {}, {}],
    ['properties.description', {}, { description: 'x' }, {}],
    ['properties.properties.vmSize', {}, {}, { vmSize: 'x' }],
  ])(
    'is refused when it is a change of the member %s, by a lenient service as well',
    async (member, outer, middle, inner) => {
      const scaleSettings = { maxNodeCount: 3 };
      const body = { ...outer, properties: { ...middle, properties: { ...inner, scaleSettings } } };
      for (const strict of [true, false]) {
        const { call, compute } = openSession({ strict });
        const refused = await call('PATCH', compute('cpu-cluster'), { body });
        expect([refused.status, refused.text]).toEqual([
          501,
          expect.stringContaining(`the member ${member},`),
        ]);
      }
    },
  );

  it('leaves out scale settings, which a PATCH changes', async () => {
    const { call, compute } = openSession();
    const body = { properties: { properties: { scaleSettings: { maxNodeCount: 3 } } } };
    expect((await call('PATCH', compute('cpu-cluster'), { body })).status).toBe(202);
  });

  it('leaves out all members of a compute as it was read', async () => {
    const { call, compute, clock } = openSession();
    const identity = {
      type: 'SystemAssigned,UserAssigned',
      userAssignedIdentities: { [demoIds.identityId]: {} },
    };
    await call('PUT', compute('gpu'), { body: { ...kubernetesBody(), identity } });
    await clock.advance(3000);
    const { json } = await call('GET', compute('gpu'));
    expect((await call('PUT', compute('gpu'), { body: { ...json, sku: null } })).status).toBe(201);
  });

  it('differs from an unknown api-version, whose refusal names the list', async () => {
    const target = `${LIST}?api-version=2026-01-15-preview`;
    const strict = await openSession().call('GET', target);
    expect([strict.status, strict.json]).toMatchObject([
      400,
      { error: { code: 'NoRegisteredProviderFound' } },
    ]);
    expect(strict.text).toContain(`(these are what azureml-kubernetes-testkit ${version} models)`);
  });

  it('is accepted on an operation URL, since the official client adds to it', async () => {
    const { attach, call } = openSession();
    const url = (await attach('gpu')).headers.get('azure-asyncoperation');
    expect((await call('GET', `${url}&underlyingResourceAction=Detach`)).status).toBe(200);
  });

  it('leaves out the headers that clients, browsers and proxies send', async () => {
    const headers = {
      Accept: 'application/json',
      'User-Agent': 'x',
      'x-ms-client-request-id': '1',
      Traceparent: '00',
      DNT: '1',
      TE: 'trailers',
      'Upgrade-Insecure-Requests': '1',
      'Sec-Fetch-Mode': 'cors',
      Via: '1.1 proxy',
      Forwarded: 'for=::1',
      'X-Forwarded-For': '::1',
      Expect: '100-continue',
    };
    expect((await openSession().call('GET', LIST, { headers })).status).toBe(200);
  });
});
