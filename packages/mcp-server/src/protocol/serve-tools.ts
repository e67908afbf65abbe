import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { Tool } from '../catalogue/define-tool.js';
import { callTool } from './call-tool.js';
import type { RunningCalls } from './running-calls.js';
import type { SessionDependencies } from './session-dependencies.js';

/** Answers `tools/list` and `tools/call`. */
export function serveTools(server: Server, dependencies: SessionDependencies, calls: RunningCalls): void {
  const { tools, workspaces } = dependencies;
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => tool.list(workspaces)),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, requestInfo) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool === undefined) throw unknownTool(params.name, tools);
    return calls.run(requestInfo, (canceled) =>
      callTool(tool, params.arguments ?? {}, { dependencies, server, requestInfo: canceled }),
    );
  });
}

function unknownTool(name: string, tools: readonly Tool[]): McpError {
  const known = tools.map((tool) => tool.name).join(', ');
  return new McpError(ErrorCode.InvalidParams, `There is no tool ${name.slice(0, 64)}; there are ${known}`);
}
