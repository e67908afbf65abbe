import type { Tool } from '../catalogue/define-tool.js';
import { InputNeeded } from '../confirm/input-needed.js';
import { CallTime } from './call-time.js';
import { type Call, createContext } from './create-context.js';
import { observeRequest } from './observe-request.js';
import { presentFailure } from './present-failure.js';
import { splitWorkspace } from './split-workspace.js';

/** What a call gives: the same JSON as text and as data. */
export interface ToolResult {
  readonly content: readonly [{ readonly type: 'text'; readonly text: string }];
  readonly structuredContent: Readonly<Record<string, unknown>>;
  readonly isError?: true;
}

/** Runs one call. The only place where an error becomes a result. */
export async function callTool(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  call: Omit<Call, 'tool' | 'time' | 'signal'>,
): Promise<ToolResult> {
  const { dependencies, peer } = call;
  return observeRequest({ method: 'tools/call', tool: tool.name, dependencies, peer }, async (note) => {
    try {
      const { workspace, rest } = splitWorkspace(args, dependencies.workspaces);
      const time = new CallTime(dependencies.clock);
      const result = await time.limit(peer.signal, (signal) =>
        tool.call(rest, createContext(workspace, { ...call, tool: tool.name, time, signal })),
      );
      return toResult({ ...result });
    } catch (error) {
      if (peer.signal.aborted || error instanceof InputNeeded) throw error;
      const presented = presentFailure(error, dependencies.log);
      const { code, request_id } = presented;
      note(code, request_id === null ? {} : { request_id });
      return { ...toResult({ ...presented }), isError: true };
    }
  });
}

function toResult(structuredContent: Record<string, unknown>): ToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}
