import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../../test/connect-client.js';

describe('compute_diagnose', () => {
  it('names the cause of a failed attach first, with its fix', async () => {
    const { call, service } = await connectClient();
    service.control.extensions.remove(demoIds.aksId);
    await call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId, skip_checks: true });
    await call('compute_wait', { name: 'gpu' });
    const { result } = await call('compute_diagnose', { name: 'gpu' });
    expect(result).toMatchObject({
      state: 'Failed',
      verdict: 'explained',
      untrusted: { evidence: { extension: expect.any(String) } },
    });
    expect(result['causes']).toMatchObject([
      { id: 'extension', confidence: 'certain' },
      { id: 'extension-missing', cause: expect.stringContaining('extension'), confidence: 'likely' },
    ]);
  });

  it('finds a healthy compute healthy', async () => {
    const { call, service } = await connectClient();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const { result } = await call('compute_diagnose', { name: 'gpu' });
    expect(result).toMatchObject({ verdict: 'healthy', causes: [] });
  });

  it('says what to collect when it does not know', async () => {
    const { call, service } = await connectClient();
    const provisioningErrors = [{ error: { code: 'Mystery', message: 'something else' } }];
    service.control.computes.add({
      name: 'gpu',
      resourceId: demoIds.aksId,
      provisioningState: 'Failed',
      provisioningErrors,
    });
    const { result } = await call('compute_diagnose', { name: 'gpu' });
    expect(result).toMatchObject({
      verdict: 'unknown',
      causes: [],
      collect: expect.arrayContaining([expect.any(String)]),
    });
  });

  it('tells how long it has been under way, and from when on that is too long', async () => {
    const { call } = await connectClient({ service: { seed: 'compute-stuck' } });
    const { result } = await call('compute_diagnose', { name: 'gpu' });
    expect(result).toMatchObject({
      state: 'Creating',
      verdict: 'explained',
      under_way_minutes: 120,
      stuck_after_minutes: 30,
      causes: [{ id: 'stuck' }],
    });
  });

  it('tells what can make jobs fail on a compute that is well, and what it could not see', async () => {
    const { call, service } = await connectClient({ service: { seed: 'compute-without-identity' } });
    const effect = { kind: 'error', status: 403 } as const;
    service.control.faults.plan({ match: { route: 'cluster.get' }, effect });
    const { result } = await call('compute_diagnose', { name: 'gpu' });
    expect(result).toMatchObject({ verdict: 'healthy', not_seen: ['cluster'] });
    expect(result['job_risks']).toContainEqual(expect.objectContaining({ id: 'no-identity' }));
  });

  it('reads the operation that was started here', async () => {
    const { call, service } = await connectClient();
    await call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
    await call('compute_diagnose', { name: 'gpu' });
    expect(service.control.requests.entries({ route: 'operation.status' })).toHaveLength(1);
  });

  it('reads it also after a wait has told that it failed, and a look at the compute', async () => {
    const { call, service } = await connectClient();
    const effect = { kind: 'fails', code: 'ClusterNotReachable', message: 'm' } as const;
    service.control.faults.plan({ match: { method: 'PUT' }, effect });
    await call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
    expect((await call('compute_wait', { name: 'gpu' })).result['outcome']).toBe('failed');
    await call('compute_get_status', { name: 'gpu' });
    const polls = () => service.control.requests.entries({ route: 'operation.status' }).length;
    const before = polls();
    await call('compute_diagnose', { name: 'gpu' });
    expect(polls()).toBe(before + 1);
  });

  it('tells that there is no such compute', async () => {
    const { call } = await connectClient();
    const { isError, result } = await call('compute_diagnose', { name: 'gpu' });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'not-found' });
  });
});
