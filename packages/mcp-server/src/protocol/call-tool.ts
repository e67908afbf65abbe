import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Tool } from '../catalogue/define-tool.js';
import { type Call, createContext } from './create-context.js';
import { observeRequest } from './observe-request.js';
import { presentFailure } from './present-failure.js';
import { splitWorkspace } from './split-workspace.js';

/** Runs one call. The only place where an error becomes a result. */
export async function callTool(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  call: Omit<Call, 'tool'>,
): Promise<CallToolResult> {
  const { dependencies, requestInfo } = call;
  return observeRequest(
    { method: 'tools/call', tool: tool.name, dependencies, requestInfo },
    async (note) => {
      try {
        const { workspace, rest } = splitWorkspace(args, dependencies.workspaces);
        const result = await tool.call(rest, createContext(workspace, { ...call, tool: tool.name }));
        return toResult({ ...result });
      } catch (error) {
        if (requestInfo.signal.aborted) throw error;
        const presented = presentFailure(error, dependencies.log);
        const { code, request_id } = presented;
        note(code, request_id === null ? {} : { request_id });
        return { ...toResult({ ...presented }), isError: true };
      }
    },
  );
}

function toResult(structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}
