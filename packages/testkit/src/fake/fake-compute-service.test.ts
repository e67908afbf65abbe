import { describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';

describe('FakeComputeService: the life of a compute', () => {
  it('accepts an attach with 201, Creating and an operation URL only', async () => {
    const { attach } = openSession();
    const put = await attach('gpu');
    expect(put.status).toBe(201);
    expect(put.json['properties']).toMatchObject({
      provisioningState: 'Creating',
      provisioningWarnings: null,
    });
    expect(put.json['tags']).toBeNull();
    expect(put.headers.get('azure-asyncoperation')).toMatch(
      /^https:\/\/management\.azure\.com\/subscriptions\/5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f\/providers\/Microsoft\.MachineLearningServices\/locations\/eastus\/computeOperationsStatus\/[0-9a-f-]{36}\?api-version=2024-04-01&service=new$/,
    );
    expect(put.headers.get('location')).toBeNull();
    expect(put.headers.get('retry-after')).toBeNull();
  });

  it('ends the attach when its time has come, and not a millisecond before', async () => {
    const { attach, poll, clock, call, compute } = openSession({ provisioning: { attachMs: 20 * 60_000 } });
    const put = await attach('gpu');
    await clock.advance(20 * 60_000 - 1);
    expect((await poll(put)).text).toBe('{\n  "status": "InProgress"\n}');
    expect((await call('GET', compute('gpu'))).json['properties']).toMatchObject({
      provisioningState: 'Creating',
    });
    await clock.advance(1);
    const done = await poll(put);
    expect(done.text).toBe('{\n  "status": "Succeeded",\n  "percentComplete": 100.0\n}');
    expect(done.headers.get('content-length')).toBe('55');
    const { json } = await call('GET', compute('gpu'));
    expect(json['properties']).toMatchObject({
      provisioningState: 'Succeeded',
      provisioningErrors: null,
      provisioningWarnings: {},
      createdOn: '2026-01-01T00:00:00.0000000+00:00',
      modifiedOn: '2026-01-01T00:20:00.0000000+00:00',
    });
  });

  it('detaches with 202 and an empty body, and the compute is gone at the end', async () => {
    const { attach, detach, poll, clock, call, compute } = openSession();
    await attach('gpu');
    await clock.advance(3000);
    const leaving = await detach('gpu');
    expect([leaving.status, leaving.text, leaving.headers.get('content-length')]).toEqual([202, '', '0']);
    expect((await call('GET', compute('gpu'))).json['properties']).toMatchObject({
      provisioningState: 'Deleting',
    });
    await clock.advance(1000);
    expect((await poll(leaving)).json['status']).toBe('Succeeded');
    expect((await call('GET', compute('gpu'))).json).toMatchObject({ error: { code: 'ResourceNotFound' } });
    expect((await detach('gpu')).status).toBe(204);
  });

  it('keeps createdOn when a PUT overwrites, and takes the new specification', async () => {
    const { attach, clock } = openSession();
    await attach('gpu', { description: 'first' });
    await clock.advance(60_000);
    const again = await attach('GPU', { description: 'second' });
    expect(again.status).toBe(201);
    expect(again.json['name']).toBe('gpu');
    expect(again.json['properties']).toMatchObject({
      createdOn: '2026-01-01T00:00:00.0000000+00:00',
      modifiedOn: '2026-01-01T00:01:00.0000000+00:00',
      provisioningState: 'Creating',
      description: 'second',
    });
  });

  it('finds everything under any casing and answers with the stored one', async () => {
    const { attach, call, compute } = openSession();
    await attach('Gpu-One');
    const { json } = await call('GET', compute('gpu-one').toUpperCase());
    expect(json['id']).toBe(`${demoIds.workspaceId}/computes/Gpu-One`);
  });

  it('never gives a secret back', async () => {
    const { attach, call, compute, service } = openSession();
    const properties = {
      relayConnectionString: 'Endpoint=sb://x;Key=abc',
      serviceBusConnectionString: 'also',
    };
    const put = await attach('gpu', { properties });
    const get = await call('GET', compute('gpu'));
    const kept = JSON.stringify([put, get, service.control.requests.entries(), service.control.snapshot()]);
    expect(kept).not.toMatch(/Key=abc|also/);
  });

  it.each([
    [{ type: 'SystemAssigned' }, { type: 'SystemAssigned', principalId: expect.any(String) }],
    [
      { type: 'userassigned', userAssignedIdentities: { [demoIds.identityId]: {} } },
      {
        type: 'UserAssigned',
        userAssignedIdentities: { [demoIds.identityId]: { clientId: expect.any(String) } },
      },
    ],
    [
      { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [demoIds.identityId]: {} } },
      { type: 'SystemAssigned,UserAssigned', tenantId: expect.any(String) },
    ],
    [{ type: 'None' }, undefined],
  ])('answers identity %j in full', async (identity, expected) => {
    const { call, compute } = openSession();
    const { json } = await call('PUT', compute('gpu'), { body: { ...kubernetesBody(), identity } });
    if (expected === undefined) expect(json).not.toHaveProperty('identity');
    else expect(json['identity']).toMatchObject(expected);
  });

  it('lists in pages with an absolute nextLink, and none on the last', async () => {
    const { call, service } = openSession({ modes: { pageSize: 2 } });
    for (const name of ['two', 'three', 'four'])
      service.control.computes.add({ name, resourceId: demoIds.aksId });
    const list = `${demoIds.workspaceId}/computes?api-version=2024-04-01`;
    const first = await call('GET', list);
    expect(first.json['nextLink']).toBe(`https://management.azure.com${list}&$skip=2`);
    const last = await call('GET', String(first.json['nextLink']));
    expect(last.json).not.toHaveProperty('nextLink');
    expect([first, last].flatMap(({ json }) => json['value'])).toMatchObject([
      { name: 'cpu-cluster' },
      { name: 'two' },
      { name: 'three' },
      { name: 'four' },
    ]);
    expect((await call('GET', `${list}&$skip=nonsense`)).status).toBe(400);
  });

  it('updates the scale of an AmlCompute with 202 and a body, and nothing else', async () => {
    const { call, compute, attach, clock } = openSession();
    const body = { properties: { properties: { scaleSettings: { maxNodeCount: 8 } } } };
    const patch = await call('PATCH', compute('cpu-cluster'), { body });
    expect(patch.status).toBe(202);
    expect(patch.json['properties']).toMatchObject({
      provisioningState: 'Updating',
      properties: { scaleSettings: { maxNodeCount: 8, minNodeCount: 0 } },
    });
    await attach('gpu');
    await clock.advance(3000);
    expect((await call('PATCH', compute('gpu'), { body })).status).toBe(400);
    expect((await call('PATCH', compute('cpu-cluster'), { body: {} })).json).toMatchObject({
      error: { code: 'InvalidRequestContent' },
    });
  });

  it('offers nodes, keys and power to the types that have them', async () => {
    const { call, compute, service } = openSession();
    for (const computeType of ['Kubernetes', 'VirtualMachine', 'ComputeInstance'])
      service.control.computes.add({ name: computeType.toLowerCase(), computeType });
    const post = async (name: string, verb: string) =>
      (await call('POST', `${compute(name)}/${verb}`)).status;
    expect(await post('cpu-cluster', 'listNodes')).toBe(200);
    expect(await post('kubernetes', 'listNodes')).toBe(400);
    expect(await post('virtualmachine', 'listKeys')).toBe(200);
    expect(await post('kubernetes', 'listKeys')).toBe(400);
    expect(await post('computeinstance', 'restart')).toBe(202);
    expect(await post('kubernetes', 'start')).toBe(400);
    expect(await post('absent', 'stop')).toBe(404);
  });
});

describe('FakeComputeService: what it refuses', () => {
  const list = `${demoIds.workspaceId}/computes`;
  const group = `/subscriptions/${demoIds.subscriptionId}/resourceGroups`;
  const ml = 'providers/Microsoft.MachineLearningServices/workspaces';

  it.each([
    ['no token', list, { token: null }, 401, 'AuthenticationFailed'],
    [
      'an empty token',
      list,
      { headers: { Authorization: 'Bearer ' }, token: null },
      401,
      'AuthenticationFailed',
    ],
    ['no api-version', `${list}?x=1`, {}, 400, 'MissingApiVersionParameter'],
    ['an unknown api-version', `${list}?api-version=2019-01-01`, {}, 400, 'NoRegisteredProviderFound'],
    ['an unknown subscription', list.replace('5f1c', 'ffff'), {}, 404, 'SubscriptionNotFound'],
    [
      'an unknown resource group',
      `${group}/nowhere/${ml}/demo-ws/computes`,
      {},
      404,
      'ResourceGroupNotFound',
    ],
    ['an unknown workspace', `${group}/demo-rg/${ml}/nobody`, {}, 404, 'ResourceNotFound'],
    [
      'a child of an unknown workspace',
      `${group}/demo-rg/${ml}/nobody/computes`,
      {},
      404,
      'ParentResourceNotFound',
    ],
    ['an unknown compute', `${list}/nothing`, {}, 404, 'ResourceNotFound'],
    ['an unknown path', `${group}/demo-rg/providers/Microsoft.Web/sites/x`, {}, 404, 'InvalidResourceType'],
    ['a broken escape', `${list}/%zz`, {}, 400, 'BadRequest'],
  ])('refuses %s', async (_, target, options, status, code) => {
    const { call } = openSession();
    const reply = await call('GET', target, options);
    expect([reply.status, reply.json]).toMatchObject([status, { error: { code } }]);
  });

  it('lists the api-versions that it knows', async () => {
    const { call } = openSession();
    const { json } = await call('GET', `${list}?api-version=2019-01-01`);
    expect(JSON.stringify(json)).toMatch(/2021-07-01.*2024-04-01.*2025-12-01/);
  });

  it('answers 405 to a method that a path does not have', async () => {
    const { call, compute } = openSession();
    const reply = await call('POST', compute('gpu'));
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, PUT, PATCH, DELETE']);
  });

  it.each([
    ['no JSON', '{"location":', 'InvalidRequestContent'],
    ['no body', undefined, 'InvalidRequestContent'],
    ['no properties', { location: 'eastus' }, 'BadRequest'],
    ['no computeType', { properties: {} }, 'BadRequest'],
    ['an unknown computeType', { properties: { computeType: 'Mainframe' } }, 'BadRequest'],
    ['tags that are no map', { ...kubernetesBody(), tags: ['x'] }, 'BadRequest'],
    ['an identity without ids', { ...kubernetesBody(), identity: { type: 'UserAssigned' } }, 'BadRequest'],
    [
      'an identity that is none',
      { ...kubernetesBody(), identity: { type: 'UserAssigned', userAssignedIdentities: { '/x': {} } } },
      'BadRequest',
    ],
    [
      'an identity that does not exist',
      {
        ...kubernetesBody(),
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: { [demoIds.identityId.replace('demo-identity', 'ghost')]: {} },
        },
      },
      'FailedIdentityOperation',
    ],
  ])('refuses a PUT with %s', async (_, body, code) => {
    const { call, compute } = openSession();
    const reply = await call('PUT', compute('gpu'), body === undefined ? {} : { body });
    expect([reply.status, reply.json]).toMatchObject([400, { error: { code } }]);
  });

  it.each(['1gpu', 'gpu-', 'g', 'a_b', 'x'.repeat(33)])('refuses the compute name %s', async (name) => {
    const { attach } = openSession();
    expect((await attach(name)).status).toBe(400);
  });

  it('refuses a change while an operation is at work', async () => {
    const { attach, detach, clock } = openSession();
    await attach('gpu');
    expect((await attach('gpu')).json).toMatchObject({ error: { code: 'Conflict' } });
    expect((await detach('gpu')).status).toBe(409);
    await clock.advance(3000);
    await detach('gpu');
    expect((await detach('gpu')).status).toBe(409);
    expect((await attach('gpu')).status).toBe(409);
  });

  it('refuses to change the type of a compute', async () => {
    const { attach } = openSession();
    expect((await attach('cpu-cluster')).json).toMatchObject({
      error: { code: 'BadRequest', target: 'computeType' },
    });
  });
});

describe('FakeComputeService: permissions', () => {
  it('answers 403 for what the caller may not do, and leaves the rest', async () => {
    const { attach, detach, service } = openSession();
    service.control.permissions.deny('Microsoft.MachineLearningServices/workspaces/computes/write');
    expect((await attach('gpu')).json).toMatchObject({ error: { code: 'AuthorizationFailed' } });
    expect((await detach('cpu-cluster')).status).toBe(202);
  });

  it('lets a caller with rights on the workspace start an operation and not follow it', async () => {
    const { attach, poll, call, compute, service } = openSession();
    service.control.permissions.replace({ scope: demoIds.workspaceId, actions: ['*'] });
    const put = await attach('gpu');
    expect(put.status).toBe(201);
    expect((await poll(put)).status).toBe(403);
    expect((await call('GET', compute('gpu'))).status).toBe(200);
  });

  it('tells which permissions reach a scope', async () => {
    const { call, service } = openSession();
    service.control.permissions.replace(
      { scope: demoIds.workspaceId, actions: ['*/read'], notActions: ['x/read'] },
      { scope: demoIds.aksId, actions: ['*'] },
    );
    const target = `${demoIds.workspaceId}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
    expect((await call('GET', target)).json['value']).toEqual([
      { actions: ['*/read'], notActions: ['x/read'], dataActions: [], notDataActions: [] },
    ]);
  });

  it('refuses an identity that the caller may not assign', async () => {
    const { call, compute, service } = openSession();
    service.control.permissions.deny('Microsoft.ManagedIdentity/userAssignedIdentities/assign/action');
    const identity = { type: 'UserAssigned', userAssignedIdentities: { [demoIds.identityId]: {} } };
    const reply = await call('PUT', compute('gpu'), { body: { ...kubernetesBody(), identity } });
    expect([reply.status, reply.json]).toMatchObject([403, { error: { code: 'LinkedAuthorizationFailed' } }]);
  });
});

describe('FakeComputeService: neighbours', () => {
  const subscription = `/subscriptions/${demoIds.subscriptionId}`;

  it.each([
    ['workspace', `${demoIds.workspaceId}?api-version=2024-04-01`, { location: 'eastus' }],
    ['subscription', `${subscription}?api-version=2022-12-01`, { state: 'Enabled' }],
    [
      'AKS cluster',
      `${demoIds.aksId}?api-version=2024-09-01`,
      { properties: { powerState: { code: 'Running' } } },
    ],
    [
      'Arc cluster',
      `${demoIds.arcId}?api-version=2024-01-01`,
      { properties: { connectivityStatus: 'Connected' } },
    ],
    [
      'extension',
      `${demoIds.aksId}/providers/Microsoft.KubernetesConfiguration/extensions/AzureML?api-version=2023-05-01`,
      { name: 'azureml', properties: { provisioningState: 'Succeeded' } },
    ],
    ['identity', `${demoIds.identityId}?api-version=2023-01-31`, { name: 'demo-identity' }],
  ])('shows a %s', async (_, target, expected) => {
    const { call } = openSession();
    expect((await call('GET', target)).json).toMatchObject(expected);
  });

  it.each([
    ['workspaces', 'Microsoft.MachineLearningServices/workspaces', '2024-04-01', ['demo-ws']],
    ['AKS clusters', 'Microsoft.ContainerService/managedClusters', '2024-09-01', ['demo-aks']],
    ['Arc clusters', 'Microsoft.Kubernetes/connectedClusters', '2024-01-01', ['demo-arc']],
  ])('lists %s of a subscription and of a group', async (_, type, version, names) => {
    const { call } = openSession();
    for (const scope of [subscription, `${subscription}/resourceGroups/DEMO-RG`]) {
      const { json } = await call('GET', `${scope}/providers/${type}?api-version=${version}`);
      expect(json['value']).toMatchObject(names.map((name) => ({ name })));
    }
  });

  it('carries the identity of an extension where each kind of cluster has it', async () => {
    const { call } = openSession();
    const list = '/providers/Microsoft.KubernetesConfiguration/extensions?api-version=2023-05-01';
    const [aks, arc] = await Promise.all(
      [demoIds.aksId, demoIds.arcId].map((id) => call('GET', `${id}${list}`)),
    );
    expect(aks?.json['value']).toMatchObject([
      { properties: { aksAssignedIdentity: { type: 'SystemAssigned' } } },
    ]);
    expect(arc?.json['value']).toMatchObject([{ identity: { type: 'SystemAssigned' } }]);
  });
});

describe('FakeComputeService: headers', () => {
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
