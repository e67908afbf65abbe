import { describe, expect, it } from 'vitest';
import { bareIds, openPreparing } from '../../../test/preparing-session.js';
import { demoIds } from '../../seed/demo-seed.js';
import type { FakeServiceOptions } from '../../service-options.js';

const BINDINGS = `${bareIds.aks}/trustedAccessRoleBindings`;
const properties = {
  sourceResourceId: demoIds.workspaceId.replace('resourceGroups', 'resourcegroups'),
  roles: ['Microsoft.MachineLearningServices/workspaces/mlworkload'],
};

function open(options: FakeServiceOptions = {}) {
  const session = openPreparing(options);
  const send = (method: string, path: string, body?: Parameters<typeof session.send>[2]) =>
    session.send(method, path, body, '2025-08-01');
  return { ...session, send, bind: (name = 'aml-1') => send('PUT', `${BINDINGS}/${name}`, { properties }) };
}

describe('a Trusted Access role binding', () => {
  it('is created by an operation of another api-version, and keeps the casing of its source', async () => {
    const { bind, send, call, clock } = open();
    const put = await bind();
    expect([put.status, put.json]).toMatchObject([
      201,
      { properties: { provisioningState: 'Updating', sourceResourceId: properties.sourceResourceId } },
    ]);
    expect(put.headers.get('location')).toBeNull();
    const url = put.headers.get('azure-asyncoperation') ?? '';
    expect(url).toMatch(/\/locations\/eastus\/operations\/[0-9a-f-]{36}\?api-version=2025-03-01$/);
    expect(url).toContain(put.headers.get('x-ms-request-id'));
    expect((await call('GET', url)).json).toMatchObject({ status: 'InProgress' });
    await clock.advance(3000);
    expect((await call('GET', url)).json).toMatchObject({ status: 'Succeeded', endTime: expect.any(String) });
    expect((await send('GET', `${BINDINGS}/aml-1`)).json).toMatchObject({
      properties: { provisioningState: 'Succeeded' },
    });
    expect((await send('GET', BINDINGS)).json['value']).toHaveLength(1);
    expect((await send('GET', `${BINDINGS}/aml-1`)).text).toMatch(/^\{\n "id"/);
  });

  it('is deleted with both headers; Location ends in 204, and an absent one is 204 at once', async () => {
    const { bind, send, call, clock } = open();
    await bind();
    await clock.advance(3000);
    const deleted = await send('DELETE', `${BINDINGS}/aml-1`);
    expect(deleted.status).toBe(202);
    const location = deleted.headers.get('location') ?? '';
    expect((await call('GET', location)).status).toBe(202);
    await clock.advance(3000);
    expect((await call('GET', deleted.headers.get('azure-asyncoperation') ?? '')).json['status']).toBe(
      'Succeeded',
    );
    expect((await call('GET', location)).status).toBe(204);
    expect((await send('GET', `${BINDINGS}/aml-1`)).status).toBe(404);
    expect((await send('DELETE', `${BINDINGS}/aml-1`)).status).toBe(204);
  });

  it('has no operation in mode trustedAccess: silent', async () => {
    const { bind, send, clock } = open({ modes: { trustedAccess: 'silent' } });
    const put = await bind();
    expect([put.status, put.headers.get('azure-asyncoperation')]).toEqual([200, null]);
    await clock.advance(3000);
    expect((await send('GET', `${BINDINGS}/aml-1`)).json).toMatchObject({
      properties: { provisioningState: 'Succeeded' },
    });
    expect((await send('DELETE', `${BINDINGS}/aml-1`)).status).toBe(200);
    expect((await send('GET', BINDINGS)).json['value']).toEqual([]);
  });

  it('is absent with a flat body in mode trustedAccessNotFound: flat', async () => {
    const { send } = open({ modes: { trustedAccessNotFound: 'flat' } });
    expect((await send('GET', `${BINDINGS}/aml-1`)).json).toMatchObject({
      code: 'NotFound',
      subcode: 'GetTrustedAccessRoleBinding_NotFound',
    });
  });

  it('is one of eight at most, and none while the cluster is being changed', async () => {
    const { bind, service } = open();
    for (let index = 0; index < 8; index += 1) expect((await bind(`aml-${index}`)).status).toBe(201);
    expect((await bind('aml-9')).status).toBe(400);
    service.control.clusters.change(bareIds.aks, { provisioningState: 'Updating' });
    expect((await bind('aml-1')).json).toMatchObject({ error: { code: 'OperationNotAllowed' } });
  });

  it.each([
    ['a name that is too long', 'a'.repeat(25), properties],
    [
      'a source of another subscription',
      'a',
      { ...properties, sourceResourceId: '/subscriptions/x/resourcegroups/y' },
    ],
    ['no roles', 'a', { ...properties, roles: [] }],
  ])('is refused with %s', async (_, name, given) => {
    const { send } = open();
    expect((await send('PUT', `${BINDINGS}/${name}`, { properties: given })).status).toBe(400);
  });

  it('opens a private cluster to an attach', async () => {
    const { bind, attach, install, register, clock, service } = open();
    service.control.clusters.change(bareIds.aks, { privateCluster: true });
    await register();
    await install(bareIds.aks);
    await clock.advance(3000);
    await attach('closed', { resourceId: bareIds.aks });
    await bind();
    await clock.advance(3000);
    await attach('open', { resourceId: bareIds.aks });
    await clock.advance(3000);
    expect(service.control.computes.get('closed').provisioningState).toBe('Failed');
    expect(service.control.computes.get('open').provisioningState).toBe('Succeeded');
  });

  it('has roles by region', async () => {
    const { send } = open();
    const path = `/subscriptions/${demoIds.subscriptionId}/providers/Microsoft.ContainerService/locations/eastus/trustedAccessRoles`;
    expect(JSON.stringify((await send('GET', path)).json)).toContain('mlworkload');
  });
});
