import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { ServerParts } from '../server-parts.js';
import type { Tool } from '../tools/define-tool.js';
import { callTool } from './call-tool.js';
import type { RunningCalls } from './running-calls.js';
import type { ZeroCancellation } from './zero-cancellation.js';

export interface Calls {
  readonly running: RunningCalls;
  readonly zero: ZeroCancellation;
}

/** Answers `tools/list` and `tools/call`. */
export function serveTools(server: Server, parts: ServerParts, { running, zero }: Calls): void {
  const listing = parts.tools.map((tool) => tool.list({ pinned: parts.workspaces.pinned }));
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listing }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = parts.tools.find(({ name }) => name === params.name);
    if (tool === undefined) throw unknownTool(params.name, parts.tools);
    const signal = zero.signalFor(extra);
    return running.track(
      callTool(tool, params.arguments ?? {}, { parts, server, extra: { ...extra, signal } }),
    );
  });
}

function unknownTool(name: string, tools: readonly Tool[]): McpError {
  const known = tools.map((tool) => tool.name).join(', ');
  return new McpError(ErrorCode.InvalidParams, `There is no tool ${name.slice(0, 64)}; there are ${known}`);
}
