import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { Tool } from '../catalogue/define-tool.js';
import { callTool } from './call-tool.js';
import type { Calls } from './calls.js';
import type { ServerParts } from './server-parts.js';

/** Answers `tools/list` and `tools/call`. */
export function serveTools(server: Server, parts: ServerParts, calls: Calls): void {
  const { tools, workspaces } = parts;
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => tool.list(workspaces)),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool === undefined) throw unknownTool(params.name, tools);
    return calls.run(extra, (canceled) =>
      callTool(tool, params.arguments ?? {}, { parts, server, extra: canceled }),
    );
  });
}

function unknownTool(name: string, tools: readonly Tool[]): McpError {
  const known = tools.map((tool) => tool.name).join(', ');
  return new McpError(ErrorCode.InvalidParams, `There is no tool ${name.slice(0, 64)}; there are ${known}`);
}
