import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Tool } from '../catalogue/define-tool.js';
import { splitWorkspace } from '../tools/split-workspace.js';
import { type Call, createContext } from './create-context.js';
import { observed } from './observed.js';
import { presentFailure } from './present-failure.js';

/** Runs one call. The only place where an error becomes a result. */
export async function callTool(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  call: Omit<Call, 'tool'>,
): Promise<CallToolResult> {
  const { parts, extra } = call;
  return observed({ method: 'tools/call', tool: tool.name, parts, extra }, async (note) => {
    try {
      const { workspace, rest } = splitWorkspace(args, parts.workspaces);
      const result = await tool.call(rest, createContext(workspace, { ...call, tool: tool.name }));
      return toResult({ ...result });
    } catch (error) {
      if (extra.signal.aborted) throw error;
      const presented = presentFailure(error, parts.log);
      const { code, request_id } = presented;
      note(code, request_id === null ? {} : { request_id });
      return { ...toResult({ ...presented }), isError: true };
    }
  });
}

function toResult(structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}
