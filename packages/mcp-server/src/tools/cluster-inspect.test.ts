import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../../test/connect-client.js';

describe('cluster_inspect', () => {
  it('counts what it read, and gives the words of others under untrusted alone', async () => {
    const { call } = await connectClient();
    const { isError, result } = await call('cluster_inspect', { resource_id: demoIds.aksId });
    expect(isError).toBe(false);
    expect(result).toMatchObject({
      resource_id: demoIds.aksId,
      sections: {
        namespaces: { state: 'read', count: expect.any(Number) },
        nodes: { state: 'read', count: 3 },
      },
    });
    const { untrusted } = result;
    expect(JSON.stringify(untrusted)).toContain('kube-system');
    expect(JSON.stringify({ ...result, untrusted: null })).not.toContain('kube-system');
  });

  it('reads only the parts that it is asked for', async () => {
    const { call, service } = await connectClient();
    const { result } = await call('cluster_inspect', {
      resource_id: demoIds.aksId,
      include: ['instance_types'],
    });
    expect(Object.keys(Object(result['sections']))).toEqual(['instance_types']);
    const commands = service.control.requests.entries({ method: 'POST' });
    expect(commands).toHaveLength(1);
  });

  it('says of an Arc cluster that it cannot be looked into, and starts nothing', async () => {
    const { call, service } = await connectClient();
    const { result } = await call('cluster_inspect', { resource_id: demoIds.arcId });
    expect(result).toMatchObject({ sections: { pods: { state: 'refused', reason: 'arc' } } });
    expect(service.control.requests.entries({ method: 'POST' })).toEqual([]);
  });

  it('refuses a cluster that the server does not work on before any request', async () => {
    const { call, service } = await connectClient({ allowedClusters: [demoIds.arcId.toLowerCase()] });
    const { result } = await call('cluster_inspect', { resource_id: demoIds.aksId });
    expect(result).toMatchObject({ code: 'forbidden', hint: expect.stringContaining('--allow-cluster') });
    expect(service.control.requests.entries()).toEqual([]);
  });

  it('is throttled, with the time to wait, where Azure takes no command', async () => {
    const { call, service } = await connectClient();
    service.control.faults.plan({
      match: { path: '/runCommand' },
      effect: { kind: 'error', status: 429, retryAfterSeconds: 300 },
    });
    const { isError, result } = await call('cluster_inspect', { resource_id: demoIds.aksId });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'throttled', hint: expect.stringContaining('300 seconds') });
    expect(service.control.requests.entries({ method: 'POST' })).toHaveLength(1);
  });
});
