import { createTransport } from '@azureml-kubernetes/core';
import {
  createEmbeddedServer,
  type EmbeddedServerOptions,
  selectTools,
} from '@azureml-kubernetes/mcp-server';
import { demoIds, FakeComputeService } from '@azureml-kubernetes/testkit';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { expect, it } from 'vitest';

const WORKSPACE = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  name: demoIds.workspace,
};

/** A client of a server that stands on what the package exports. */
async function embed(options: Partial<EmbeddedServerOptions> = {}) {
  const service = new FakeComputeService({ seed: 'demo' });
  const transport = createTransport({
    credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    fetch: (request, init) => service.fetch(request, init),
  });
  const server = createEmbeddedServer({ transport, ...options });
  const client = new Client({ name: 'test', version: '0' });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await server.connect(serverSide);
  await client.connect(clientSide);
  return { client, service };
}

it('serves all tools in the workspace that it was given', async () => {
  const { client, service } = await embed({ workspace: WORKSPACE });
  const { tools } = await client.listTools();
  expect(tools).toHaveLength(9);
  const attach = { name: 'gpu', resource_id: demoIds.aksId };
  const attached = await client.callTool({ name: 'compute_attach', arguments: attach });
  expect(attached.structuredContent).toMatchObject({ outcome: 'started', name: 'gpu' });
  expect(service.control.requests.entries({ method: 'PUT' })).toHaveLength(1);
});

it('offers the tools that were selected, and lets each call name a workspace of those that are allowed', async () => {
  const tools = selectTools({ readOnly: true, names: null });
  const { client } = await embed({ tools, allowed: [WORKSPACE] });
  expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('compute_attach');
  const workspace = `${WORKSPACE.subscriptionId}/${WORKSPACE.resourceGroup}/elsewhere`;
  const refused = await client.callTool({ name: 'compute_list', arguments: { workspace } });
  expect(refused).toMatchObject({ isError: true, structuredContent: { code: 'forbidden' } });
});

it('refuses a key that is too short, naming the rule', () => {
  const transport = () => Promise.reject(new Error('no request is made'));
  expect(() => createEmbeddedServer({ transport, confirmKey: 'short' })).toThrow(
    'confirmKey must be at least 32 characters long',
  );
});
