import type { Tool } from '../catalogue/define-tool.js';
import { InputNeeded } from '../confirm/input-needed.js';
import { CallTime } from './call-time.js';
import { type Call, createContext } from './create-context.js';
import { createProgress } from './create-progress.js';
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
  call: Omit<Call, 'tool' | 'time' | 'signal' | 'progress'>,
): Promise<ToolResult> {
  const { dependencies, peer } = call;
  const progress = createProgress(peer, dependencies.log);
  return observeRequest({ method: 'tools/call', tool: tool.name, dependencies, peer }, async (note) => {
    try {
      const { workspace, rest } = splitWorkspace(args, dependencies.workspaces);
      const time = new CallTime(dependencies.clock);
      const result = await time.limit(peer.signal, (signal) => {
        const own = { tool: tool.name, time, signal, progress: progress.report };
        return tool.call(rest, createContext(workspace, { ...call, ...own }));
      });
      return toResult({ ...result });
    } catch (error) {
      if (peer.signal.aborted || error instanceof InputNeeded) throw error;
      const presented = presentFailure(error, dependencies.log);
      const { code, request_id } = presented;
      note(code, request_id === null ? {} : { request_id });
      return { ...toResult({ ...presented }), isError: true };
    } finally {
      if (!peer.signal.aborted) await progress.sent();
    }
  });
}

function toResult(structuredContent: Record<string, unknown>): ToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}
