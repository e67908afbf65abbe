import { CLOUDS, createTransport, systemClock } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService } from '@azureml-kubernetes/testkit';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import * as z from 'zod';
import { OperationMemory } from '../../../packages/mcp-server/src/azure/operation-memory.js';
import { createStaticCredential } from '../../../packages/mcp-server/src/azure/static-credential.js';
import { Workspaces } from '../../../packages/mcp-server/src/azure/workspaces.js';
import { createPlanTokens } from '../../../packages/mcp-server/src/confirm/plan-token.js';
import { noTracing } from '../../../packages/mcp-server/src/observability/tracing.js';
import { createMcpServer } from '../../../packages/mcp-server/src/server.js';
import { allTools } from '../../../packages/mcp-server/src/tools/registry.js';
import { addDemoCompute, COMPUTE, computePath, DEMO_WORKSPACE } from '../harness/demo-compute.js';

/** Which server is measured. */
export const CONTENDERS = ['constant', 'reading', 'ours'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Something that can be connected to a transport of the SDK. */
export interface Connectable {
  connect(transport: Transport): Promise<void>;
}

export const TOOL = 'compute_get_status';

export function createContender(name: ContenderName): Connectable {
  const service = new FakeComputeService();
  addDemoCompute(service);
  switch (name) {
    case 'constant': {
      const state = {
        name: COMPUTE,
        state: 'Succeeded',
        compute_id: demoIds.workspaceId,
        resource_id: demoIds.aksId,
      };
      return bareServer(async () => state);
    }
    case 'reading':
      return bareServer(() => readCompute(service));
    case 'ours':
      return ourServer(service);
  }
}

/** One tool of the SDK, with nothing between it and the protocol. */
function bareServer(answer: () => Promise<Record<string, unknown>>): McpServer {
  const server = new McpServer({ name: 'bare', version: '0.0.0' });
  const schemas = { inputSchema: { name: z.string() }, outputSchema: z.looseObject({}) };
  server.registerTool(TOOL, { title: 'Get', description: 'Reads a compute', ...schemas }, async () => {
    const structuredContent = await answer();
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
  });
  return server;
}

async function readCompute(service: FakeComputeService): Promise<Record<string, unknown>> {
  const answer = await service.fetch(`https://management.azure.com${computePath(COMPUTE)}`, {
    headers: { authorization: 'Bearer bench', accept: 'application/json' },
  });
  const { name, properties }: { name: string; properties: object } = await answer.json();
  return { name, ...properties };
}

function ourServer(service: FakeComputeService): Connectable {
  const now = (): number => systemClock.now();
  const credential = createStaticCredential(now);
  // On this machine, where Azure's limits do not count.
  const cloud = { ...CLOUDS.public, resourceManager: 'http://localhost' };
  const transport = createTransport({ credential, cloud, fetch: service.fetch });
  const workspaces = new Workspaces({
    pinned: DEMO_WORKSPACE,
    allowed: null,
    cloud,
    transport,
    clock: systemClock,
  });
  const key = new Uint8Array(32);
  return createMcpServer({
    version: '0.0.0',
    tools: allTools,
    workspaces,
    operations: new OperationMemory(),
    confirm: { mode: 'auto', tokens: createPlanTokens({ key: () => key, now }) },
    principal: 'bench',
    clock: systemClock,
    log: () => {},
    stopping: new AbortController().signal,
    tracing: noTracing,
    audit: null,
    lasting: true,
  });
}
