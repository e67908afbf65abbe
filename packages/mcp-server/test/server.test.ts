import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { defineTool } from '../src/catalogue/define-tool.js';
import { READ_ONLY_HINTS } from '../src/catalogue/tool-hints.js';
import { allTools } from '../src/tools/registry.js';
import { connectClient, demoWorkspace } from './connect-client.js';

describe('the server', () => {
  it('gives every result twice: structured, and the same JSON as text', async () => {
    const { call } = await connectClient();
    const attached = await call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
    expect(JSON.parse(attached.text)).toEqual(attached.result);
    const refused = await call('compute_attach', { name: 'gpu', resource_id: 'x' });
    expect(JSON.parse(refused.text)).toEqual(refused.result);
  });

  it('gives a next step with every result, and a hint with every refusal', async () => {
    const { call } = await connectClient();
    const { result } = await call('compute_list');
    expect(result['next_step']).toEqual(expect.any(String));
    const refused = await call('compute_get_status', { name: 'nope' });
    expect(Object.keys(refused.result).sort()).toEqual([
      'code',
      'hint',
      'message',
      'request_id',
      'retryable',
    ]);
  });

  it('shows nothing of an unknown error', async () => {
    const broken = defineTool({
      name: 'compute_break',
      title: 'Break',
      description: 'Fails in an unexpected way.',
      hints: READ_ONLY_HINTS,
      input: {},
      output: {},
      run: () => Promise.reject(new TypeError('secret-value of https://host/path?sig=secret-value')),
    });
    const { call, logged } = await connectClient({ tools: [broken] });
    const { isError, result } = await call('compute_break');
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'internal', retryable: false, request_id: null });
    expect(logged.join('')).toContain('TypeError');
    expect(JSON.stringify(result) + logged.join('')).not.toContain('secret-value');
  });

  it('quotes nothing of an answer that cannot be read', async () => {
    const { call, service, logged } = await connectClient();
    const effect = { kind: 'text' as const, text: '<html>secret-value</html>', status: 200 };
    service.control.faults.plan({ match: { method: 'GET' }, effect });
    const { result } = await call('compute_get_status', { name: 'gpu' });
    expect(result['code']).toBe('unexpected-response');
    expect(JSON.stringify(result) + logged.join('')).not.toContain('secret-value');
  });

  it('lists the tools whole, in one order, in the newest dialect of JSON Schema', async () => {
    const { client } = await connectClient();
    const { tools } = await client.listTools();
    expect(tools).toEqual(allTools.map((tool) => tool.list({ pinned: true })));
    expect(JSON.stringify(tools)).not.toMatch(/\$schema|draft-07/);
    expect((await client.listTools()).tools).toEqual(tools);
  });

  it('makes a listing once, however many sessions ask for it', () => {
    const [tool] = allTools;
    if (tool === undefined) throw new Error('no tools');
    expect(tool.list({ pinned: true })).toBe(tool.list({ pinned: true }));
    expect(tool.list({ pinned: true })).not.toBe(tool.list({ pinned: false }));
  });

  it('refuses a tool that it has not got, as the protocol says', async () => {
    const { client } = await connectClient();
    await expect(client.callTool({ name: 'compute_delete', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    });
  });

  it('says all that is wrong with the arguments at once', async () => {
    const { call } = await connectClient();
    const { result } = await call('compute_wait', { until: 'soon', max_wait_seconds: 0, nmae: 'gpu' });
    for (const part of [
      /name is required/,
      /until must be one of attached/,
      /max_wait_seconds must be at least 1/,
      /nmae/,
    ])
      expect(result['message']).toMatch(part);
    expect(result['hint']).toContain('"gpu-cluster"');
  });

  it('knows no workspace parameter when it is tied to one', async () => {
    const { call } = await connectClient();
    const { result } = await call('compute_list', { workspace: demoIds.workspaceId });
    expect(result).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^workspace: no such/),
    });
  });

  it('works only on the workspaces that it may', async () => {
    const { call, service } = await connectClient({ pinned: null, allowed: [demoWorkspace] });
    expect(
      (
        await call('compute_list', {
          workspace: demoIds.workspaceId.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'),
        })
      ).isError,
    ).toBe(false);
    const asked = service.control.requests.entries().length;
    const { result } = await call('compute_list', {
      workspace: `${demoIds.subscriptionId}/demo-rg/other-ws`,
    });
    expect(result['code']).toBe('forbidden');
    expect(service.control.requests.entries()).toHaveLength(asked);
  });

  it('shares polls between two waits for one compute', async () => {
    const { call, service } = await connectClient({ service: { provisioning: { attachMs: 20_000 } } });
    await call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
    const before = service.control.requests.entries().length;
    const wait = { name: 'gpu', max_wait_seconds: 40 };
    const [one, other] = await Promise.all([call('compute_wait', wait), call('compute_wait', wait)]);
    expect(one.result['outcome']).toBe('reached');
    expect(other.result['outcome']).toBe('reached');
    const shared = service.control.requests.entries().length - before;
    expect(shared).toBeLessThanOrEqual(12);
  });

  it('can be canceled when the request has the id 0', async () => {
    const { call, service, clock, inject, logged } = await connectClient({
      service: { provisioning: { attachMs: 10_000_000 } },
    });
    await call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
    const wait = { name: 'compute_wait', arguments: { name: 'gpu', max_wait_seconds: 50 } };
    await inject({ jsonrpc: '2.0', id: 0, method: 'tools/call', params: wait });
    await inject({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 0 } });
    await expect.poll(() => logged.join('')).toContain('"outcome":"canceled"');
    expect(clock.sleeping).toBe(0);
    expect(service.control.requests.entries({ method: 'DELETE' })).toHaveLength(0);
  });
});
