import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../../test/connect-client.js';

const THROTTLED = { kind: 'error', status: 429, retryAfterSeconds: 300 } as const;

describe('compute_check_attach', () => {
  it('finds nothing wrong in a healthy world and changes nothing', async () => {
    const { call, service } = await connectClient();
    const { result } = await call('compute_check_attach', { name: 'gpu', resource_id: demoIds.aksId });
    expect(result).toMatchObject({ ready: true, next_step: expect.stringContaining('compute_attach') });
    expect(service.control.requests.entries().every(({ method }) => method === 'GET')).toBe(true);
  });

  it('names the failing check and its fix, and keeps what it saw under untrusted', async () => {
    const { call, service } = await connectClient();
    service.control.extensions.remove(demoIds.aksId);
    const { result } = await call('compute_check_attach', { name: 'gpu', resource_id: demoIds.aksId });
    expect(result).toMatchObject({
      ready: false,
      untrusted: { evidence: { extension: expect.any(String) } },
    });
    expect(result['checks']).toContainEqual(
      expect.objectContaining({
        id: 'extension',
        status: 'fail',
        fix: expect.stringContaining('az k8s-extension'),
      }),
    );
  });

  it('looks only at clusters that the server was started for, where it was, and sends nothing for others', async () => {
    const other = demoIds.aksId.replace('demo-aks', 'other');
    const { call, service } = await connectClient({ allowedClusters: [demoIds.aksId.toLowerCase()] });
    const refused = await call('compute_check_attach', { name: 'gpu', resource_id: other });
    expect(refused).toMatchObject({ isError: true, result: { code: 'forbidden' } });
    expect(service.control.requests.entries()).toEqual([]);
    const { result } = await call('compute_check_attach', { name: 'gpu', resource_id: demoIds.aksId });
    expect(result).toMatchObject({ ready: true });
  });

  it('is refused as throttled, with the time, where Azure throttles every read', async () => {
    const { call, service } = await connectClient();
    service.control.faults.plan({ effect: THROTTLED, times: -1 });
    const { isError, result } = await call('compute_check_attach', {
      name: 'gpu',
      resource_id: demoIds.aksId,
    });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'throttled', retryable: true });
    expect(result['hint']).toMatch(/^Wait (?:29\d|3\d\d) seconds/);
  });

  it('is not ready where what matters cannot be read', async () => {
    const { call, service } = await connectClient();
    service.control.faults.plan({ effect: { kind: 'error', status: 503 }, times: -1 });
    const { result } = await call('compute_check_attach', { name: 'gpu', resource_id: demoIds.aksId });
    expect(result).toMatchObject({
      ready: false,
      next_step: expect.stringContaining('workspace, cluster, extension'),
    });
    expect(result['next_step']).not.toContain('compute_attach');
  });

  it('is ready where only the roles cannot be read', async () => {
    const { call, service } = await connectClient();
    service.control.faults.plan({
      match: { path: /Microsoft\.Authorization/i },
      effect: { kind: 'error', status: 503 },
      times: -1,
    });
    const { result } = await call('compute_check_attach', { name: 'gpu', resource_id: demoIds.aksId });
    expect(result).toMatchObject({ ready: true, next_step: expect.stringContaining('compute_attach') });
    expect(JSON.stringify(result['checks'])).toContain('unknown');
  });

  it('keeps what was seen of each of several identities', async () => {
    const { call } = await connectClient();
    const missing = demoIds.identityId.replace('demo-identity', 'missing');
    const { result } = await call('compute_check_attach', {
      name: 'gpu',
      resource_id: demoIds.aksId,
      identity_type: 'UserAssigned',
      identity_ids: [demoIds.identityId, missing],
    });
    expect(result).toMatchObject({
      ready: false,
      untrusted: { evidence: { identity: expect.stringMatching(/demo-identity exists; .*missing/) } },
    });
  });

  it('refuses an invalid resource id before any request', async () => {
    const { call, service } = await connectClient();
    const { isError, result } = await call('compute_check_attach', { name: 'gpu', resource_id: 'my-aks' });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/^resource_id/) });
    expect(service.control.requests.entries()).toEqual([]);
  });
});
