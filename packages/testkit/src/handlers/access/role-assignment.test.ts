import { describe, expect, it } from 'vitest';
import { bareIds, openPreparing } from '../../../test/preparing-session.js';
import { demoIds } from '../../seed/demo-seed.js';
import type { FakeServiceOptions } from '../../service-options.js';

const PRINCIPAL = '22222222-3333-4444-5555-666666666666';
const NAME = 'fce62379-088c-5dfa-9688-65febc5d18d1';
const OTHER = 'fce62379-088c-5dfa-9688-65febc5d18d2';
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const ADMIN = '0ab0b1a8-8aac-4efb-b8c2-3ee1fb270be8';
const ASSIGNMENTS = `${bareIds.aks}/providers/Microsoft.Authorization/roleAssignments`;

function open(options: FakeServiceOptions = {}) {
  const session = openPreparing(options);
  const send = (method: string, path: string, body?: Parameters<typeof session.send>[2]) =>
    session.send(method, path, body, '2022-04-01');
  const assign = (name: string, role = READER, principalId: string = PRINCIPAL) =>
    send('PUT', `${ASSIGNMENTS}/${name}`, {
      properties: {
        roleDefinitionId: `/subscriptions/${demoIds.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
        principalId,
        principalType: 'ServicePrincipal',
      },
    });
  return { ...session, send, assign };
}

describe('a role assignment', () => {
  it('is created with 201; who created it is null at first', async () => {
    const { assign, send } = open();
    const put = await assign(NAME);
    expect([put.status, put.json]).toMatchObject([201, { name: NAME, properties: { createdBy: null } }]);
    const { json } = await send('GET', `${ASSIGNMENTS}/${NAME}`);
    expect(json).toMatchObject({ properties: { createdBy: expect.any(String), principalId: PRINCIPAL } });
  });

  it.each([
    ['ok', 200],
    ['created', 201],
  ] as const)('is the same again in mode assignAgain: %s', async (assignAgain, status) => {
    const { assign } = open({ modes: { assignAgain } });
    await assign(NAME);
    expect((await assign(NAME)).status).toBe(status);
  });

  it('exists already under another name, and cannot become another one', async () => {
    const { assign } = open();
    await assign(NAME);
    expect((await assign(OTHER)).json).toMatchObject({ error: { code: 'RoleAssignmentExists' } });
    expect((await assign(NAME, ADMIN)).json).toMatchObject({
      error: { code: 'RoleAssignmentUpdateNotPermitted' },
    });
  });

  it('is deleted with 200 and its body, then absent', async () => {
    const { assign, send } = open();
    await assign(NAME);
    const path = `${ASSIGNMENTS}/${NAME}`;
    expect([(await send('DELETE', path)).json['name'], (await send('DELETE', path)).status]).toEqual([
      NAME,
      204,
    ]);
    expect((await send('GET', path)).json).toMatchObject({ error: { code: 'RoleAssignmentNotFound' } });
  });

  it.each([
    ['a role that is no role', NAME, 'nothing', PRINCIPAL, 'RoleDefinitionDoesNotExist'],
    ['a principal that is no GUID', NAME, READER, 'me', 'BadRequest'],
    ['a name that is no GUID', 'mine', READER, PRINCIPAL, 'BadRequest'],
  ])('is refused with %s', async (_, name, role, principal, code) => {
    const { assign } = open();
    expect((await assign(name, role, principal)).json).toMatchObject({ error: { code } });
  });

  it('waits for a principal that replicates, in the mode for it', async () => {
    const { assign, clock } = open({ modes: { principal: 'replicating' } });
    expect((await assign(NAME)).json).toMatchObject({
      error: { code: 'PrincipalNotFound', message: expect.stringContaining('replication delay') },
    });
    await clock.advance(3000);
    expect((await assign(NAME)).status).toBe(201);
  });

  it('is listed at its scope, above it, and below it unless atScope() says otherwise', async () => {
    const { assign, call } = open();
    await assign(NAME);
    const list = async (scope: string, filter: string) => {
      const path = `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${encodeURIComponent(filter)}`;
      return Object((await call('GET', path)).json['value']).length;
    };
    const group = bareIds.aks.replace(/\/providers\/.*/, '');
    expect(await list(bareIds.aks, `principalId eq '${PRINCIPAL}'`)).toBe(1);
    expect(await list(bareIds.aks, `principalId eq '${NAME}'`)).toBe(0);
    expect(await list(group, `principalId eq '${PRINCIPAL}'`)).toBe(1);
    expect(await list(group, `atScope() and principalId eq '${PRINCIPAL}'`)).toBe(0);
    expect(await list(bareIds.small, 'atScope()')).toBe(0);
  });

  it.each([
    ['delayed', 'Failed', 'Succeeded'],
    ['immediate', 'Succeeded', 'Succeeded'],
  ] as const)('has an effect on an attach in mode roleEffect: %s', async (roleEffect, early, late) => {
    const { assign, attach, install, register, clock, service } = open({ modes: { roleEffect } });
    await register();
    await install(bareIds.aks);
    await clock.advance(3000);
    service.control.clusters.change(bareIds.aks, { missingRoles: ['cluster-admin'] });
    const principal = service.control.workspaces.get().principalId ?? '';
    await assign(NAME, '0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8', principal);
    await attach('early', { resourceId: bareIds.aks });
    await clock.advance(3000);
    await attach('late', { resourceId: bareIds.aks });
    await clock.advance(3000);
    const states = ['early', 'late'].map((name) => service.control.computes.get(name).provisioningState);
    expect(states).toEqual([early, late]);
  });
});
