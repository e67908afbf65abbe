import { describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../../../test/session.js';
import { demoIds } from '../../seed/demo-seed.js';

async function attached(modes: NonNullable<Parameters<typeof openSession>[0]>['modes'] = {}) {
  const session = openSession({ modes });
  session.service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
  return session;
}

describe('modes', () => {
  it.each([
    ['overwrite', 201, undefined],
    ['ok', 200, undefined],
    ['conflict', 409, 'Conflict'],
    ['bad-request', 400, 'BadRequest'],
  ] as const)('update: %s answers %i to a PUT over an existing compute', async (update, status, code) => {
    const { attach } = await attached({ update });
    const again = await attach('gpu');
    expect(again.status).toBe(status);
    if (code !== undefined) expect(again.json).toMatchObject({ error: { code } });
  });

  it.each([
    ['azure-async-operation', true, false],
    ['location', false, true],
    ['both', true, true],
    ['none', false, false],
  ] as const)('longRunning: %s', async (longRunning, operation, location) => {
    const { attach, detach, clock } = openSession({ modes: { longRunning } });
    const put = await attach('gpu');
    await clock.advance(3000);
    for (const { headers } of [put, await detach('gpu')])
      expect([headers.has('azure-asyncoperation'), headers.has('location')]).toEqual([operation, location]);
  });

  it('longRunning: location answers 202 until the end, then the resource or nothing', async () => {
    const { attach, detach, call, clock } = openSession({ modes: { longRunning: 'location' } });
    const follow = async (reply: { headers: Headers }) => call('GET', reply.headers.get('location') ?? '');
    const put = await attach('gpu');
    expect((await follow(put)).status).toBe(202);
    await clock.advance(3000);
    expect((await follow(put)).json).toMatchObject({
      name: 'gpu',
      properties: { provisioningState: 'Succeeded' },
    });
    const leaving = await detach('gpu');
    await clock.advance(1000);
    expect((await follow(leaving)).status).toBe(204);
  });

  it.each([
    ['fails', 400, 'BadRequest'],
    ['cancels', 409, 'OperationCanceled'],
  ] as const)('longRunning: location tells of an operation that %s', async (kind, status, code) => {
    const { attach, call, clock, service } = openSession({ modes: { longRunning: 'location' } });
    service.control.faults.plan({ effect: { kind } });
    const put = await attach('gpu');
    await clock.advance(3000);
    const end = await call('GET', put.headers.get('location') ?? '');
    expect([end.status, end.json]).toMatchObject([status, { error: { code } }]);
  });

  it('retryAfterSeconds is sent with the acceptance and while the operation runs', async () => {
    const { attach, poll, clock } = openSession({ modes: { retryAfterSeconds: 15 } });
    const put = await attach('gpu');
    expect([put, await poll(put)].map(({ headers }) => headers.get('retry-after'))).toEqual(['15', '15']);
    await clock.advance(3000);
    expect((await poll(put)).headers.get('retry-after')).toBeNull();
  });

  it('signedOperationUrl makes a URL as long as the real one, which the journal cuts', async () => {
    const { attach, poll, service } = openSession({ modes: { signedOperationUrl: true } });
    const put = await attach('gpu');
    expect(put.headers.get('azure-asyncoperation')?.length).toBeGreaterThan(3200);
    expect((await poll(put)).status).toBe(200);
    const target = service.control.requests.entries().at(-1)?.target ?? '';
    expect(target).toMatch(/&service=new&t=\[redacted\]&c=\[redacted\]&s=\[redacted\]&h=\[redacted\]$/);
  });

  it('operationRegion differs from the place of the compute', async () => {
    const { attach, poll } = openSession({ modes: { operationRegion: 'westus2' } });
    const put = await attach('gpu');
    expect(put.headers.get('azure-asyncoperation')).toContain('/locations/westus2/');
    expect((await poll(put)).status).toBe(200);
  });

  it('statusCase: lower writes statuses in lower case', async () => {
    const { attach, poll, clock } = openSession({ modes: { statusCase: 'lower' } });
    const put = await attach('gpu');
    await clock.advance(3000);
    expect((await poll(put)).json['status']).toBe('succeeded');
  });

  it.each([
    ['ok', 200],
    ['no-content', 204],
  ] as const)('detach: %s is done at once', async (mode, status) => {
    const { detach, call, compute } = await attached({ detach: mode });
    const reply = await detach('gpu');
    expect([reply.status, reply.headers.get('azure-asyncoperation')]).toEqual([status, null]);
    expect((await call('GET', compute('gpu'))).status).toBe(404);
  });

  it('detachAbsent: not-found answers 404', async () => {
    const { detach } = openSession({ modes: { detachAbsent: 'not-found' } });
    expect((await detach('gpu')).status).toBe(404);
  });

  it('underlyingResourceAction may be left out, must not, and is one of two words', async () => {
    const optional = await attached();
    expect((await optional.call('DELETE', optional.compute('gpu'))).status).toBe(202);
    const required = await attached({ underlyingResourceAction: 'required' });
    expect((await required.call('DELETE', required.compute('gpu'))).status).toBe(400);
    const query = '?api-version=2024-04-01&UnderlyingResourceAction';
    expect((await required.call('DELETE', `${required.compute('gpu')}${query}=Destroy`)).status).toBe(400);
    expect((await required.call('DELETE', `${required.compute('gpu')}${query}=detach`)).status).toBe(202);
  });

  it('underlyingDelete: Delete takes the cluster with it unless told otherwise', async () => {
    for (const [underlyingDelete, clusters, touches] of [
      ['removes-cluster', 2, 1],
      ['keeps-cluster', 3, 0],
    ] as const) {
      const { call, compute, service } = await attached({ underlyingDelete });
      await call('DELETE', `${compute('gpu')}?api-version=2024-04-01&underlyingResourceAction=Delete`);
      expect(service.control.clusters.list()).toHaveLength(clusters);
      expect(service.control.clusters.changes(demoIds.aksId)).toHaveLength(touches);
    }
  });

  it('whileBusy: accept lets requests overlap, and the last one counts', async () => {
    const { attach, detach, clock, call, compute } = openSession({ modes: { whileBusy: 'accept' } });
    await attach('gpu');
    expect((await detach('gpu')).status).toBe(202);
    await clock.advance(1000);
    expect((await call('GET', compute('gpu'))).status).toBe(404);
  });

  it.each([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
  ] as const)('lastNextLink: %s', async (lastNextLink, expected) => {
    const { call } = openSession({ modes: { lastNextLink } });
    const { json } = await call('GET', `${demoIds.workspaceId}/computes`);
    expect([json['nextLink'], 'nextLink' in json]).toEqual([expected, lastNextLink !== 'absent']);
  });

  it('readOnlyState: refuse answers 400 to another provisioningState', async () => {
    const { attach } = await attached({ readOnlyState: 'refuse' });
    expect((await attach('gpu', { provisioningState: 'Failed' })).status).toBe(400);
    expect((await attach('gpu', { provisioningState: 'succeeded' })).status).toBe(201);
  });

  it.each([
    ['lenient', ['a1', 'arck-edge-cluster-001', 'x'.repeat(32)], ['a', 'a-', 'x'.repeat(33)]],
    ['documented', ['gpu', 'gpu-a1'], ['a1', 'gpu-1', 'x'.repeat(25)]],
    ['short', ['a1', 'gpu-1'], ['x'.repeat(17)]],
  ] as const)('names: %s', async (names, good, bad) => {
    const { attach } = openSession({ modes: { names } });
    for (const name of good) expect([name, (await attach(name)).status]).toEqual([name, 201]);
    for (const name of bad) expect([name, (await attach(name)).status]).toEqual([name, 400]);
  });

  it.each([
    ['asynchronous', 201, 'Failed'],
    ['synchronous', 400, undefined],
    ['none', 201, 'Succeeded'],
  ] as const)('namespaceCheck: %s', async (namespaceCheck, status, state) => {
    const { call, compute, clock, service } = openSession({ modes: { namespaceCheck } });
    const body = kubernetesBody({ properties: { namespace: 'No Label' } });
    expect((await call('PUT', compute('gpu'), { body })).status).toBe(status);
    await clock.advance(3000);
    expect(service.control.computes.find('gpu')?.provisioningState).toBe(state);
  });

  it.each([
    ['asynchronous', 201, 'InternalServerError'],
    ['synchronous', 400, undefined],
  ] as const)('roleCheck: %s', async (roleCheck, status, code) => {
    const { attach, poll, clock, service } = openSession({ modes: { roleCheck } });
    service.control.clusters.change(demoIds.aksId, { workspaceAccess: false });
    const put = await attach('gpu');
    expect(put.status).toBe(status);
    if (code === undefined) return expect(put.json).toMatchObject({ error: { code: 'BadRequest' } });
    await clock.advance(3000);
    expect((await poll(put)).json).toMatchObject({ status: 'Failed', error: { code } });
  });

  it('operationRetentionMs: an operation is forgotten some time after its end', async () => {
    const { attach, poll, clock } = openSession({ modes: { operationRetentionMs: 5000 } });
    const put = await attach('gpu');
    await clock.advance(7999);
    expect((await poll(put)).status).toBe(200);
    await clock.advance(1);
    expect((await poll(put)).status).toBe(404);
  });

  it.each([
    ['stored', 0, 'gpu-small'],
    ['creates-crs', 1, 'gpu-small'],
    ['ignored', 0, 'defaultinstancetype'],
  ] as const)('computeInstanceTypes: %s', async (computeInstanceTypes, objects, name) => {
    const { attach, service } = openSession({ modes: { computeInstanceTypes } });
    const put = await attach('gpu', {
      properties: { instanceTypes: { 'gpu-small': { nodeSelector: null } } },
    });
    expect(JSON.stringify(put.json)).toContain(`"instanceTypes":{"${name}":`);
    expect(service.control.clusters.get(demoIds.aksId).instanceTypes).toHaveLength(objects);
  });
});
