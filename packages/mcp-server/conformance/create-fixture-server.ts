import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { McpServer } from '../src/eras/legacy/create-mcp-server.js';
import { askingTools } from './asking-tools.js';
import { contentTools } from './content-tools.js';
import { prompts } from './fixture-prompts.js';
import { readResource, resources, resourceTemplates } from './fixture-resources.js';
import { text } from './samples.js';

const tools = { ...contentTools, ...askingTools };

/** A server with all that the conformance suite asks for, in the shape that the product's HTTP side serves. */
export function createFixtureServer(): McpServer {
  const capabilities = {
    tools: {},
    resources: { subscribe: true },
    prompts: {},
    completions: {},
    logging: {},
  };
  const server = new Server({ name: 'conformance-fixtures', version: '1.0.0' }, { capabilities });
  serveTools(server);
  serveResources(server);
  servePrompts(server);
  return {
    connect: (transport) => server.connect(transport),
    close: () => server.close(),
    onClosed: (listener) => {
      server.onclose = listener;
    },
    onCanceled: () => {},
    onIgnored: () => {},
    idle: async () => {},
  };
}

function serveTools(server: Server): void {
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: Object.entries(tools).map(([name, { description, inputSchema }]) => ({
      name,
      description,
      inputSchema: inputSchema ?? { type: 'object' as const },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = tools[params.name];
    if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, 'no such tool');
    try {
      return { content: await tool.run(params.arguments ?? {}, extra) };
    } catch (error) {
      return { isError: true, content: [text(error instanceof Error ? error.message : 'failed')] };
    }
  });
  server.setRequestHandler(SetLevelRequestSchema, () => ({}));
}

function serveResources(server: Server): void {
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => {
    const contents = readResource(params.uri);
    if (contents === null) throw new McpError(ErrorCode.InvalidParams, 'no such resource');
    return { contents: [contents] };
  });
  server.setRequestHandler(SubscribeRequestSchema, () => ({}));
  server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
}

function servePrompts(server: Server): void {
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: prompts.map(({ name, description, takes }) => ({
      name,
      description,
      arguments: takes.map((argument) => ({ name: argument, description: argument, required: true })),
    })),
  }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    const prompt = prompts.find(({ name }) => name === params.name);
    if (prompt === undefined) throw new McpError(ErrorCode.InvalidParams, 'no such prompt');
    const contents = prompt.fill(params.arguments ?? {});
    return { messages: contents.map((content) => ({ role: 'user' as const, content })) };
  });
  server.setRequestHandler(CompleteRequestSchema, () => ({ completion: { values: [] } }));
}
