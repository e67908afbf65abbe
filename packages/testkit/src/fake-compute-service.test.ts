import { describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../test/session.js';
import { demoIds } from './seed/demo-seed.js';

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
