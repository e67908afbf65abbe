import { demoIds } from '@azureml-kubernetes/testkit';
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
      /^identity_ids must be left out with identity_type/,
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
