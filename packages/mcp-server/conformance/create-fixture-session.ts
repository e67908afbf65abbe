import type { PromptParams, ResourceParams, ToolCallParams } from '../src/protocol/answers.js';
import type { Session } from '../src/protocol/open-session.js';
import type { Peer } from '../src/protocol/peer.js';
import { RPC_CODES, RpcError } from '../src/protocol/rpc-error.js';
import { contentTools } from './content-tools.js';
import { prompts } from './fixture-prompts.js';
import { readResource, resources, resourceTemplates } from './fixture-resources.js';
import { callWithRetries, retryingTools } from './retrying-tools.js';
import { text } from './samples.js';

/** The code for a request that cannot do without a capability which the client has not declared. */
const MISSING_CAPABILITY = -32_021;

/** What the suite asks for in the modern era, in the shape that the product's HTTP side serves. */
export function createFixtureSession(): Session {
  return {
    description: {
      info: { name: 'conformance-fixtures', title: 'Fixtures', version: '1.0.0' },
      capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {} },
      instructions: 'For the conformance suite',
    },
    answers: {
      'tools/list': async () => ({ tools: listTools() }),
      'tools/call': callTool,
      'resources/list': async () => ({ resources }),
      'resources/templates/list': async () => ({ resourceTemplates }),
      'resources/read': readFixture,
      'prompts/list': async () => ({
        prompts: prompts.map(({ name, description }) => ({ name, description })),
      }),
      'prompts/get': getPrompt,
      'completion/complete': async () => ({ completion: { values: [] } }),
    },
    watch: { includes: () => true, start: () => () => {} },
  };
}

function listTools(): readonly object[] {
  const inputSchema = { type: 'object' };
  const plain = [...retryingTools, 'test_missing_capability', 'test_logging_tool'].map((name) => ({
    name,
    description: 'For the suite',
    inputSchema,
  }));
  const giving = Object.entries(contentTools).map(([name, tool]) => ({
    name,
    description: tool.description,
    inputSchema: tool.inputSchema ?? inputSchema,
  }));
  return [...giving, ...plain];
}

async function callTool({ name, arguments: args = {} }: ToolCallParams, peer: Peer): Promise<object> {
  if (name === 'test_missing_capability')
    throw new RpcError(MISSING_CAPABILITY, 'sampling is needed', { requiredCapabilities: { sampling: {} } });
  if (name === 'test_logging_tool') return { content: [text('logged nothing')] };
  if (name === 'test_tool_with_progress') return reportProgress(peer);
  const said = callWithRetries('tools/call', name, peer);
  if (said !== null) return { content: [text(said)] };
  const tool = contentTools[name];
  if (tool === undefined) throw new RpcError(RPC_CODES.invalidParams, `no tool ${name}`);
  try {
    return { content: await tool.run(args, silentClient) };
  } catch (error) {
    return { isError: true, content: [text(error instanceof Error ? error.message : 'failed')] };
  }
}

const silentClient = {
  sendNotification: async () => {},
  sendRequest: () => Promise.reject(new Error('not here')),
};

async function reportProgress({ meta, sendProgress }: Peer): Promise<object> {
  const progressToken = meta?.progressToken;
  for (const progress of [0, 50, 100])
    if (progressToken !== undefined)
      await sendProgress({ progressToken, progress, total: 100, message: 'on' });
  return { content: [text('Done')] };
}

async function readFixture({ uri }: ResourceParams): Promise<object> {
  const contents = readResource(uri);
  if (contents === null) throw new RpcError(RPC_CODES.invalidParams, 'no such resource', { uri });
  return { contents: [contents] };
}

async function getPrompt({ name, arguments: args = {} }: PromptParams, peer: Peer): Promise<object> {
  const said = callWithRetries('prompts/get', name, peer);
  const prompt = prompts.find((one) => one.name === name);
  if (said === null && prompt === undefined) throw new RpcError(RPC_CODES.invalidParams, 'no such prompt');
  const contents = prompt?.fill(args) ?? [text(said ?? '')];
  return { messages: contents.map((content) => ({ role: 'user', content })) };
}
