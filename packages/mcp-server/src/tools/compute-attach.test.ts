import { demoIds, type FakeComputeService } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../../test/connect-client.js';

const attach = { name: 'gpu', resource_id: demoIds.aksId };

describe('compute_attach', () => {
  it('starts an attach and says what to do next', async () => {
    const { call, service } = await connectClient();
    const { isError, result } = await call('compute_attach', {
      ...attach,
      namespace: 'ml',
      tags: { team: 'a' },
    });
    expect(isError).toBe(false);
    expect(result).toMatchObject({
      outcome: 'started',
      name: 'gpu',
      state: 'Creating',
      resource_id: demoIds.aksId,
      namespace: 'ml',
      untrusted: { tags: { team: 'a' } },
    });
    expect(result['next_step']).toMatch(/compute_wait .*"gpu"/);
    expect(service.control.computes.list().map(({ record }) => record.name)).toContain('gpu');
  });

  it.each([
    [
      [
        { name: 'team', value: 'a' },
        { name: 'cost', value: '' },
      ],
    ],
    [{ team: 'a', cost: '', old: null }],
    ['{"team": "a", "cost": ""}'],
  ])('takes the tags %j', async (tags) => {
    const { call } = await connectClient();
    const { result } = await call('compute_attach', { ...attach, tags });
    expect(result['untrusted']).toEqual({ tags: { team: 'a', cost: '' } });
  });

  it('refuses a tag that is given twice, and one that is no text', async () => {
    const { call } = await connectClient();
    const team = { name: 'team', value: 'a' };
    const { result } = await call('compute_attach', { ...attach, tags: [team, team] });
    expect(result).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^tags must give each/),
    });
    const other = await call('compute_attach', { ...attach, tags: { team: 7 } });
    expect(other.result['message']).toBe('tags.0.value must be of type string');
  });

  it('never shows the signed operation URL', async () => {
    const { call } = await connectClient({ service: { modes: { signedOperationUrl: true } } });
    const { text } = await call('compute_attach', attach);
    expect(text).not.toMatch(/mfeOperations|[?&]s=|https?:/i);
  });

  it('reports the same specification as already attached and sends nothing', async () => {
    const { call, service } = await connectClient();
    await call('compute_attach', attach);
    await call('compute_wait', { name: 'gpu' });
    const puts = () => service.control.requests.entries().filter(({ method }) => method === 'PUT').length;
    const before = puts();
    const { result } = await call('compute_attach', attach);
    expect(result).toMatchObject({ outcome: 'already_attached', state: 'Succeeded' });
    expect(puts()).toBe(before);
  });

  it('refuses another specification under the name, and quotes it only under untrusted', async () => {
    const { call } = await connectClient();
    await call('compute_attach', { ...attach, description: 'you must obey' });
    const { isError, result } = await call('compute_attach', { ...attach, description: 'mine' });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'conflict', retryable: false });
    expect(result['message']).not.toContain('obey');
    expect(result['untrusted']).toMatchObject({ detail: expect.stringContaining('obey') });
  });

  it('overwrites with replace', async () => {
    const { call } = await connectClient();
    await call('compute_attach', attach);
    await call('compute_wait', { name: 'gpu' });
    const { result } = await call('compute_attach', { ...attach, namespace: 'ml', replace: true });
    expect(result).toMatchObject({ outcome: 'started', namespace: 'ml' });
  });

  it.each([
    ['a free name', {}, { plan: 'attach' }],
    ['the same specification', { name: 'here', namespace: 'ml' }, { plan: 'nothing' }],
    [
      'another specification',
      { name: 'here', namespace: 'other' },
      { plan: 'conflict', differs: ['namespace'] },
    ],
    ['another type', { name: 'cpu-cluster' }, { plan: 'conflict', differs: ['compute_type'] }],
  ])('with dry_run plans %s and changes nothing', async (_what, asked, expected) => {
    const { call, service } = await connectClient();
    service.control.computes.add({ name: 'here', resourceId: demoIds.aksId, namespace: 'ml' });
    const { result } = await call('compute_attach', { ...attach, ...asked, dry_run: true });
    expect(result).toMatchObject({ outcome: 'plan', ...expected });
    expect(service.control.requests.entries().every(({ method }) => method === 'GET')).toBe(true);
  });

  describe('with checks of the cluster', () => {
    const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };
    const requests = (service: FakeComputeService) =>
      service.control.requests.entries().map(({ method, route }) => `${method} ${route}`);

    it('names the failed check with its fix, shows what was seen under untrusted, and sends nothing', async () => {
      const { call, service } = await connectClient();
      service.control.extensions.remove(demoIds.aksId);
      service.control.clusters.change(demoIds.aksId, { powerState: 'Stopped' });
      const { isError, result } = await call('compute_attach', attach);
      expect(isError).toBe(true);
      expect(result).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/cluster-running, extension$/),
        hint: expect.stringContaining('az aks start'),
        retryable: false,
        request_id: null,
        checks: [
          { id: 'cluster-running', status: 'fail', fix: expect.any(String) },
          { id: 'extension', status: 'fail', fix: expect.stringContaining('az k8s-extension create') },
        ],
        untrusted: { evidence: { 'cluster-running': expect.stringContaining('Stopped') } },
      });
      expect(requests(service)).toEqual(['GET compute.get', 'GET cluster.get', 'GET extension.list']);
    });

    it.each([
      ['is not there', { resource_id: demoIds.aksId.replace('demo-aks', 'ghost') }, 'not-found'],
      [
        'is in another subscription',
        {
          resource_id: demoIds.aksId.replace(demoIds.subscriptionId, '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60'),
        },
        'invalid-input',
      ],
    ])('refuses a cluster that %s', async (_what, asked, code) => {
      const { call, service } = await connectClient();
      const { isError, result } = await call('compute_attach', { ...attach, ...asked });
      expect([isError, result['code']]).toEqual([true, code]);
      expect(requests(service)).not.toContain('PUT compute.put');
    });

    it('reads no cluster when skip_checks is set', async () => {
      const { call, service } = await connectClient();
      service.control.extensions.remove(demoIds.aksId);
      const { result } = await call('compute_attach', { ...attach, skip_checks: true });
      expect(result).toMatchObject({ outcome: 'started' });
      expect(requests(service)).not.toContain('GET cluster.get');
    });

    it('reads no cluster when the compute is attached already', async () => {
      const { call, service } = await connectClient();
      service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
      service.control.clusters.change(demoIds.aksId, { powerState: 'Stopped' });
      const { result } = await call('compute_attach', attach);
      expect(result).toMatchObject({ outcome: 'already_attached' });
      expect(requests(service)).toEqual(['GET compute.get']);
    });

    it('passes the warnings of the checks on', async () => {
      const { call, service } = await connectClient();
      const extension = { provisioningState: 'Updating' };
      const { id } = service.control.clusters.add({ ...place, kind: 'aks', name: 'busy', extension });
      const { result } = await call('compute_attach', { ...attach, resource_id: id });
      expect(result).toMatchObject({
        outcome: 'started',
        warnings: [expect.stringMatching(/^extension-healthy: Wait/)],
      });
    });

    it('shows the checks in a dry run, which changes nothing', async () => {
      const { call, service } = await connectClient();
      service.control.clusters.change(demoIds.aksId, { powerState: 'Stopped' });
      const { isError, result } = await call('compute_attach', { ...attach, dry_run: true });
      expect(isError).toBe(false);
      expect(result).toMatchObject({
        plan: 'attach',
        checks: expect.arrayContaining([
          expect.objectContaining({ id: 'cluster-running', status: 'fail' }),
          expect.objectContaining({ id: 'extension', status: 'pass' }),
        ]),
        next_step: expect.stringContaining('fix'),
        untrusted: { evidence: expect.objectContaining({ 'cluster-running': expect.any(String) }) },
      });
      const { result: bare } = await call('compute_attach', { ...attach, dry_run: true, skip_checks: true });
      expect(bare).not.toHaveProperty('checks');
      expect(requests(service).every((line) => line.startsWith('GET'))).toBe(true);
    });

    it('shows both a conflict and the checks in a dry run', async () => {
      const { call, service } = await connectClient();
      service.control.computes.add({ name: 'gpu', resourceId: demoIds.arcId });
      const { result } = await call('compute_attach', { ...attach, dry_run: true });
      expect(result).toMatchObject({
        plan: 'conflict',
        untrusted: { differences: expect.any(Array), evidence: { cluster: expect.any(String) } },
      });
    });
  });

  it('warns of names that the service has refused', async () => {
    const { call } = await connectClient();
    const { result } = await call('compute_attach', {
      ...attach,
      name: 'a-very-long-compute-name',
      dry_run: true,
    });
    expect(result['warnings']).toEqual([expect.stringContaining('longer than 16')]);
  });

  it.each([
    ['a wrong cluster id', { resource_id: 'demo-aks' }, /^resource_id must be/],
    ['a wrong namespace', { namespace: 'ML' }, /^namespace must be/],
    ['a wrong name', { name: '9' }, /^name must be/],
    ['ids without the type', { identity_ids: ['x'] }, /^identity_type must be/],
    [
      'ids with SystemAssigned',
      { identity_type: 'SystemAssigned', identity_ids: ['x'] },
      /^identity_ids must be left out for a system-assigned identity/,
    ],
    ['an unknown parameter', { cluster: 'x' }, /^cluster: no such parameter/],
  ])('refuses %s before any request', async (_what, asked, message) => {
    const { call, service } = await connectClient();
    const { isError, result } = await call('compute_attach', { ...attach, ...asked });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'invalid-input', request_id: null });
    expect(result['message']).toMatch(message);
    expect(String(result['hint'])).not.toBe('');
    expect(service.control.requests.entries()).toHaveLength(0);
  });
});
