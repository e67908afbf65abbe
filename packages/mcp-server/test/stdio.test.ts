import { demoIds, FakeComputeService, type FakeServer, startFakeServer } from '@azureml-kubernetes/testkit';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BIN, emptyFolder } from './spawn-server.js';

const resultShape = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()),
});

describe('the built program, over stdio, at a service over HTTP', () => {
  const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
  const attach = { name: 'gpu', resource_id: demoIds.aksId };
  let service: FakeComputeService;
  let fake: FakeServer;
  let client: Client;

  beforeEach(async () => {
    service = new FakeComputeService({
      strict: true,
      provisioning: { attachMs: 3_000, detachMs: 200 },
      modes: { retryAfterSeconds: 1, signedOperationUrl: true },
    });
    fake = await startFakeServer(service);
  });

  afterEach(async () => {
    await client.close();
    await fake.close();
  });

  async function connect(
    options: { readonly args?: string[]; readonly answer?: boolean } = {},
  ): Promise<void> {
    const { args = ['--workspace', workspace], answer } = options;
    client = new Client(
      { name: 'test', version: '0' },
      { capabilities: answer === undefined ? {} : { elicitation: {} } },
    );
    if (answer !== undefined) {
      client.setRequestHandler(ElicitRequestSchema, () => ({
        action: 'accept',
        content: { confirm: answer },
      }));
    }
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [BIN, '--arm-endpoint', fake.url, ...args],
      cwd: emptyFolder(),
      stderr: 'ignore',
    });
    await client.connect(transport);
  }

  async function call(name: string, args: Record<string, unknown>, onprogress?: (message: string) => void) {
    const listener = onprogress === undefined ? {} : { onprogress: report(onprogress) };
    const given = resultShape.parse(await client.callTool({ name, arguments: args }, undefined, listener));
    return { isError: given.isError ?? false, ...given.structuredContent };
  }

  function report(onprogress: (message: string) => void) {
    return ({ message = '' }: { message?: string | undefined }): void => onprogress(message);
  }

  it('plays the life of a compute', { timeout: 30_000 }, async () => {
    await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('compute_attach');
    expect(tools.every(({ inputSchema }) => inputSchema.properties?.['workspace'] === undefined)).toBe(true);

    expect(await call('compute_attach', attach)).toMatchObject({ outcome: 'started', state: 'Creating' });
    const progress: string[] = [];
    expect(await call('compute_wait', { name: 'gpu' }, (line) => progress.push(line))).toMatchObject({
      outcome: 'reached',
      state: 'Succeeded',
    });
    // The client may drop a notification that arrives together with the result, so only the first is sure.
    expect(progress[0]).toMatch(/^gpu is InProgress/);
    expect(await call('compute_get_status', { name: 'gpu' })).toMatchObject({
      state: 'Succeeded',
      cluster_kind: 'aks',
    });
    expect(await call('compute_attach', attach)).toMatchObject({ outcome: 'already_attached' });
    expect(await call('compute_attach', { ...attach, resource_id: 'demo-aks' })).toMatchObject({
      isError: true,
      code: 'invalid-input',
      message: expect.stringMatching(/^resource_id must be/),
    });

    const planned = await call('compute_detach', { name: 'gpu' });
    expect(planned).toMatchObject({ outcome: 'confirmation_required' });
    const token = 'confirm_token' in planned ? planned['confirm_token'] : undefined;
    expect(await call('compute_detach', { name: 'gpu', confirm_token: token })).toMatchObject({
      outcome: 'started',
    });
    expect(await call('compute_wait', { name: 'gpu', until: 'detached' })).toMatchObject({
      outcome: 'reached',
    });
    expect(service.control.computes.find('gpu')).toBeNull();
    expect(service.control.clusters.get(demoIds.aksId)).toBeDefined();
  });

  it('detaches after the person at the client has agreed', async () => {
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await connect({ answer: true });
    expect(await call('compute_detach', { name: 'gpu' })).toMatchObject({ outcome: 'started' });
  });

  it('keeps the compute when the person does not agree', async () => {
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await connect({ answer: false });
    expect(await call('compute_detach', { name: 'gpu' })).toMatchObject({ outcome: 'refused' });
    expect(service.control.computes.find('gpu')).not.toBeNull();
  });

  it('goes on after a restart with what it started before', { timeout: 30_000 }, async () => {
    await connect();
    await call('compute_attach', attach);
    await client.close();
    await connect();
    expect(await call('compute_wait', { name: 'gpu' })).toMatchObject({ outcome: 'reached' });
  });

  it('takes the workspace with each call when it is tied to none', async () => {
    await connect({ args: [] });
    const { tools } = await client.listTools();
    expect(tools.every(({ inputSchema }) => inputSchema.required?.includes('workspace'))).toBe(true);
    expect(await call('compute_list', { workspace })).toMatchObject({ total: 0 });
    expect(await call('compute_list', { workspace: demoIds.workspaceId })).toMatchObject({ total: 0 });
    expect(await call('compute_list', {})).toMatchObject({ isError: true, message: 'workspace is required' });
    expect(await call('compute_list', { workspace: 'x' })).toMatchObject({
      isError: true,
      code: 'invalid-input',
    });
  });

  it('offers no tool that writes in read-only mode', async () => {
    await connect({ args: ['--workspace', workspace, '--read-only'] });
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toContain('compute_get_status');
    for (const name of ['compute_attach', 'compute_detach']) expect(names).not.toContain(name);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    await expect(client.callTool({ name: 'compute_attach', arguments: attach })).rejects.toThrow(/no tool/);
  });

  it('goes on after a client has given up on a call', async () => {
    service.control.faults.plan({ match: { method: 'PUT' }, effect: { kind: 'stuck' } });
    await connect();
    await call('compute_attach', attach);
    const waiting = client.callTool({ name: 'compute_wait', arguments: { name: 'gpu' } }, undefined, {
      timeout: 200,
    });
    await expect(waiting).rejects.toThrow(/timed out/i);
    expect(await call('compute_get_status', { name: 'gpu' })).toMatchObject({ state: 'Creating' });
  });

  it('serves two clients of the same workspace, each by a process of its own', {
    timeout: 30_000,
  }, async () => {
    await connect();
    const first = client;
    await call('compute_attach', attach);
    await connect();
    const wait = { name: 'compute_wait', arguments: { name: 'gpu' } };
    const [one, other] = await Promise.all([first.callTool(wait), client.callTool(wait)]);
    for (const given of [one, other])
      expect(resultShape.parse(given).structuredContent).toMatchObject({
        outcome: 'reached',
        state: 'Succeeded',
      });
    await first.close();
  });
});
