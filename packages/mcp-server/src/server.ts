import { type Clock, ComputeTargetError } from '@azureml-kubernetes/core';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ElicitResultSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { type Ask, type ConfirmMode, createConfirmDetach } from './confirm/create-confirm-detach.js';
import { PLAN_LIFETIME_MS, type PlanTokens } from './confirm/plan-token.js';
import { INSTRUCTIONS } from './instructions.js';
import type { Log } from './observability/log.js';
import { INTERNAL_ERROR, type PresentedError, presentError } from './present/present-error.js';
import type { Tool } from './tools/define-tool.js';
import type { OperationMemory } from './tools/operation-memory.js';
import { splitWorkspace } from './tools/split-workspace.js';
import type { ReportProgress, ToolContext } from './tools/tool-context.js';
import { listTool } from './tools/tool-listing.js';
import type { Workspaces } from './workspaces.js';

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;
type Arguments = Readonly<Record<string, unknown>>;

/** What a server stands on. */
export interface ServerParts {
  readonly version: string;
  readonly tools: readonly Tool[];
  readonly workspaces: Workspaces;
  readonly operations: OperationMemory;
  readonly confirm: { readonly mode: ConfirmMode; readonly tokens: PlanTokens };
  /** Who calls. Over stdio that is whoever started the process. */
  readonly principal: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A server that can be connected to a transport of the MCP SDK. */
export interface McpServer {
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
  /** Calls back once the connection is over, whoever ended it. */
  onClosed(listener: () => void): void;
  /** Resolves once no call is at work. */
  idle(): Promise<void>;
}

const CONFIRM_FORM = {
  type: 'object' as const,
  properties: { confirm: { type: 'boolean' as const, title: 'Detach it', default: false } },
  required: ['confirm'],
};

export function createMcpServer(parts: ServerParts): McpServer {
  const info = { name: 'azureml-kubernetes', title: 'Azure ML Kubernetes computes', version: parts.version };
  const server = new Server(info, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  const listing = parts.tools.map((tool) => listTool(tool, { pinned: parts.workspaces.pinned }));
  const running = new Set<Promise<unknown>>();
  const zero = createZeroCancellation();

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listing }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = parts.tools.find(({ name }) => name === params.name);
    if (tool === undefined) throw unknownTool(params.name, parts.tools);
    const signal = extra.requestId === 0 ? AbortSignal.any([extra.signal, zero.signal()]) : extra.signal;
    const call = callTool(tool, params.arguments ?? {}, { parts, server, extra: { ...extra, signal } });
    running.add(call);
    return call.finally(() => running.delete(call));
  });
  server.onerror = ({ name }) => parts.log('warn', 'message-ignored', { reason: name });
  return {
    connect: (transport) => {
      zero.watch(transport);
      return server.connect(transport);
    },
    close: () => server.close(),
    onClosed: (listener) => {
      server.onclose = listener;
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/** The SDK takes request id 0 for "no id" when it is canceled, so that one is looked after here. */
function createZeroCancellation() {
  let running = new AbortController();
  return {
    signal: (): AbortSignal => running.signal,
    watch: (transport: Transport): void => {
      transport.onmessage = (message) => {
        if (!('method' in message)) return;
        if ('id' in message && message.id === 0) running = new AbortController();
        const canceled = message.method === 'notifications/cancelled';
        if (canceled && message.params?.['requestId'] === 0) running.abort();
      };
    },
  };
}

interface Call {
  readonly parts: ServerParts;
  readonly server: Server;
  readonly extra: Extra;
}

/** Runs one call. The only place where an error becomes a result. */
async function callTool(tool: Tool, args: Arguments, call: Call): Promise<CallToolResult> {
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

function presentFailure(error: unknown, log: Log): PresentedError {
  if (ComputeTargetError.isInstance(error)) return presentError(error);
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error };
  const place = /\((?:.*\/)?([^/()]+:\d+:\d+)\)/.exec(stack)?.[1] ?? 'unknown';
  log('error', 'internal-error', { name, place });
  return INTERNAL_ERROR;
}

function toResult(structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

function unknownTool(name: string, tools: readonly Tool[]): McpError {
  const known = tools.map((tool) => tool.name).join(', ');
  return new McpError(ErrorCode.InvalidParams, `There is no tool ${name.slice(0, 64)}; there are ${known}`);
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

function createProgress({ _meta, sendNotification }: Extra, log: Log): ReportProgress | null {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return null;
  return (progress) => {
    sendNotification({ method: 'notifications/progress', params: { progressToken, ...progress } }).catch(() =>
      log('debug', 'progress-not-sent'),
    );
  };
}

/** Asks with a form of one box. What counts as a yes is decided here, not by the client's validation. */
function createAsk(server: Server, extra: Extra): Ask {
  const elicitation = server.getClientCapabilities()?.elicitation;
  if (elicitation === undefined || (elicitation.form === undefined && elicitation.url !== undefined))
    return null;
  return async (message, signal) => {
    const request = {
      method: 'elicitation/create' as const,
      params: { message, requestedSchema: CONFIRM_FORM },
    };
    const options = { timeout: PLAN_LIFETIME_MS, signal };
    return extra.sendRequest(request, ElicitResultSchema, options).then(
      ({ action, content }) => (action === 'accept' && content?.['confirm'] === true ? 'yes' : 'no'),
      (error: unknown) => {
        signal.throwIfAborted();
        return error instanceof McpError && error.code === ErrorCode.RequestTimeout ? 'no' : 'nobody-asked';
      },
    );
  };
}
