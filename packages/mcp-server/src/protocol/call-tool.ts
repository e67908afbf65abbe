import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createConfirmDetach } from '../confirm/create-confirm-detach.js';
import type { ServerParts } from '../server-parts.js';
import type { Tool } from '../tools/define-tool.js';
import { splitWorkspace } from '../tools/split-workspace.js';
import type { ToolContext } from '../tools/tool-context.js';
import { createAsk } from './create-ask.js';
import { createProgress } from './create-progress.js';
import type { Extra } from './extra.js';
import { presentFailure } from './present-failure.js';

/** What one call runs in. */
export interface Call {
  readonly parts: ServerParts;
  readonly server: Server;
  readonly extra: Extra;
}

/** Runs one call. The only place where an error becomes a result. */
export async function callTool(
  tool: Tool,
  args: Readonly<Record<string, unknown>>,
  call: Call,
): Promise<CallToolResult> {
  const { log, clock } = call.parts;
  const startedAt = clock.monotonic();
  const finish = (outcome: string): void =>
    log('info', 'tool-call', { tool: tool.name, outcome, ms: Math.round(clock.monotonic() - startedAt) });
  try {
    const { workspace, rest } = splitWorkspace(args, call.parts.workspaces);
    const result = await tool.call(rest, createContext(workspace, call));
    finish('ok');
    return toResult({ ...result });
  } catch (error) {
    if (call.extra.signal.aborted) {
      finish('canceled');
      throw error;
    }
    const presented = presentFailure(error, log);
    finish(presented.code);
    return { ...toResult({ ...presented }), isError: true };
  }
}

function toResult(structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

function createContext(workspace: string, { parts, server, extra }: Call): ToolContext {
  const { workspaces, operations, confirm, principal, clock, log } = parts;
  return {
    ...workspaces.open(workspace),
    operations,
    confirmDetach: createConfirmDetach({ ...confirm, principal, ask: createAsk(server, extra) }),
    progress: createProgress(extra, log),
    clock,
    signal: extra.signal,
  };
}
