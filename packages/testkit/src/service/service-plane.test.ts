import { describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../../test/session.js';
import { demoIds } from '../seed/demo-seed.js';

describe('the service plane: what it refuses', () => {
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
    ['an unknown workspace', `${group}/demo-rg/${ml}/absent-ws`, {}, 404, 'ResourceNotFound'],
    [
      'a child of an unknown workspace',
      `${group}/demo-rg/${ml}/absent-ws/computes`,
      {},
      404,
      'ParentResourceNotFound',
    ],
    ['an unknown compute', `${list}/nothing`, {}, 404, 'ResourceNotFound'],
    ['an unknown path', '/nowhere', {}, 404, 'InvalidResourceType'],
    ['a path that ARM may have', `${group}/demo-rg/providers/Microsoft.Web/sites/x`, {}, 501, 'NotModelled'],
    ['a broken escape', `${list}/%zz`, {}, 400, 'BadRequest'],
  ])('refuses %s', async (_, target, options, status, code) => {
    const { call } = openSession();
    const reply = await call('GET', target, options);
    expect([reply.status, reply.json]).toMatchObject([status, { error: { code } }]);
  });

  it('has another code for api-versions of subscriptions and providers', async () => {
    const { call } = openSession();
    const { json } = await call('GET', `/subscriptions/${demoIds.subscriptionId}?api-version=2019-01-01`);
    expect(json).toMatchObject({ error: { code: 'InvalidApiVersionParameter' } });
  });

  it('lists the api-versions that it knows', async () => {
    const { call } = openSession();
    const { json } = await call('GET', `${list}?api-version=2019-01-01`);
    expect(JSON.stringify(json)).toMatch(/2021-07-01.*2024-04-01.*2025-12-01/);
  });

  it('answers 405 to a method that ARM does not have', async () => {
    const { call, compute } = openSession();
    const reply = await call('OPTIONS', compute('gpu'));
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, PUT, PATCH, DELETE']);
  });

  it.each([true, false])(
    'answers 501 to a method that a path may have in ARM (strict: %s)',
    async (strict) => {
      const { call, compute } = openSession({ strict });
      for (const method of ['POST', 'HEAD']) expect((await call(method, compute('gpu'))).status).toBe(501);
    },
  );

  it.each([
    ['no JSON', '{"location":', 'InvalidRequestContent'],
    ['no body', undefined, 'InvalidRequestContent'],
    ['no properties', { location: 'eastus' }, 'BadRequest'],
    ['no computeType', { properties: {} }, 'BadRequest'],
    ['an unknown computeType', { properties: { computeType: 'Mainframe' } }, 'BadRequest'],
    ['a computeType in a list', { properties: { computeType: ['Kubernetes'] } }, 'BadRequest'],
    ['tags that are no map', { ...kubernetesBody(), tags: ['x'] }, 'BadRequest'],
    ['an unknown identity', { ...kubernetesBody(), identity: { type: 'SystemAsigned' } }, 'BadRequest'],
    [
      'an identity with an unknown word',
      { ...kubernetesBody(), identity: { type: 'SystemAssigned, Both' } },
      'BadRequest',
    ],
    ['an identity without a word', { ...kubernetesBody(), identity: { type: '' } }, 'BadRequest'],
    ['an identity without ids', { ...kubernetesBody(), identity: { type: 'UserAssigned' } }, 'BadRequest'],
    [
      'an invalid identity',
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

  it.each([
    [{}, undefined],
    [{ type: null }, undefined],
    [{ type: 'none' }, undefined],
    [{ type: ' systemassigned ' }, { type: 'SystemAssigned' }],
    [
      { type: 'UserAssigned, SystemAssigned', userAssignedIdentities: { [demoIds.identityId]: {} } },
      { type: 'SystemAssigned,UserAssigned' },
    ],
  ])('reads the identity %j', async (identity, shown) => {
    const { call, compute } = openSession();
    const { status, json } = await call('PUT', compute('gpu'), { body: { ...kubernetesBody(), identity } });
    expect([status, json['identity']]).toEqual([201, shown && expect.objectContaining(shown)]);
  });

  it('tells a body that cannot be parsed from one that is missing', async () => {
    const { call, compute } = openSession();
    expect((await call('PUT', compute('gpu'), { body: '{' })).text).toContain('it is no JSON');
    expect((await call('PUT', compute('gpu'))).text).toContain('a JSON object is expected');
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

describe('the service plane: permissions', () => {
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
    const group = `/subscriptions/${demoIds.subscriptionId}/resourceGroups/${demoIds.resourceGroup}`;
    service.control.permissions.replace({ scope: group, actions: ['*'] });
    expect((await poll(put)).status).toBe(200);
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
