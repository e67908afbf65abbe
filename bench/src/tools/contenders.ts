import { createTransport, systemClock } from '@azureml-kubernetes/core';
import { undiciTransport } from '@azureml-kubernetes/core/undici';
import { createEmbeddedServer } from '@azureml-kubernetes/mcp-server';
import { demoIds } from '@azureml-kubernetes/testkit';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import * as z from 'zod';
import { COMPUTE, computePath, DEMO_WORKSPACE } from '../harness/demo-compute.js';

/** Which server is measured. */
export const CONTENDERS = ['constant', 'reading', 'ours'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Something that can be connected to a transport of the SDK. */
export interface Connectable {
  connect(transport: Transport): Promise<void>;
}

export const TOOL = 'compute_get_status';

/** @param origin of the service that the tool reads from; the constant reads nothing. */
export function createContender(name: ContenderName, origin: string): Connectable {
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
      return bareServer(() => readCompute(origin));
    case 'ours':
      return ourServer(origin);
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

async function readCompute(origin: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${origin}${computePath(COMPUTE)}`, {
    headers: { authorization: 'Bearer bench', accept: 'application/json' },
  });
  const { name, properties }: { name: string; properties: object } = await answer.json();
  return { name, ...properties };
}

function ourServer(origin: string): Connectable {
  const credential = {
    getToken: async () => ({ token: 'bench', expiresOnTimestamp: systemClock.now() + 60 * 60_000 }),
  };
  const cloud = { resourceManager: origin, scope: `${origin}/.default`, authority: origin };
  const transport = createTransport({ credential, cloud, http: undiciTransport() });
  return createEmbeddedServer({ transport, cloud, workspace: DEMO_WORKSPACE });
}
