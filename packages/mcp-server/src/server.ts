import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { promptsFor } from './prompts/registry.js';
import { INSTRUCTIONS } from './protocol/instructions.js';
import { RunningCalls } from './protocol/running-calls.js';
import { serveCompletions } from './protocol/serve-completions.js';
import { servePrompts } from './protocol/serve-prompts.js';
import { serveResources } from './protocol/serve-resources.js';
import { serveTools } from './protocol/serve-tools.js';
import type { SessionDependencies } from './protocol/session-dependencies.js';
import { Subscriptions } from './protocol/subscriptions.js';

/** The server of one session, which can be connected to a transport of the MCP SDK. */
export interface McpServer {
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
  /** Calls back once the connection is over, on either side. */
  onClosed(listener: () => void): void;
  /** Calls back once a call has ended that gets no answer, because it was canceled or the connection is over. */
  onCanceled(listener: (id: RequestId) => void): void;
  /** Resolves once no call is at work. */
  idle(): Promise<void>;
}

/** Makes the server of one session; what sessions share is made once and handed to each. */
export function createMcpServer(dependencies: SessionDependencies): McpServer {
  const info = {
    name: 'azureml-kubernetes',
    title: 'Azure ML Kubernetes computes',
    version: dependencies.version,
  };
  const prompts = promptsFor(dependencies.tools);
  const readable = dependencies.tools.some(({ name }) => name === 'compute_get_status');
  const capabilities = {
    tools: {},
    // No `listChanged`: keeping that promise would take polling for every client that has ever listed.
    ...(readable ? { resources: dependencies.lasting ? { subscribe: true } : {} } : {}),
    ...(prompts.length > 0 ? { prompts: {} } : {}),
    ...(readable || prompts.length > 0 ? { completions: {} } : {}),
  };
  const server = new Server(info, { capabilities, instructions: INSTRUCTIONS });
  let onCanceled = (_id: RequestId): void => {};
  const calls = new RunningCalls((id) => onCanceled(id));
  const subscriptions = new Subscriptions();
  serveTools(server, dependencies, calls);
  if (readable) serveResources(server, subscriptions, { dependencies, calls });
  if (prompts.length > 0) servePrompts(server, prompts, { dependencies, calls });
  if (capabilities.completions) serveCompletions(server, prompts, { dependencies, calls });
  server.onerror = ({ name }) => dependencies.log('warn', 'message-ignored', { reason: name });
  let onClosed = (): void => {};
  server.onclose = () => {
    subscriptions.end();
    onClosed();
  };
  return {
    connect: (transport) => {
      calls.watch(transport);
      return server.connect(transport);
    },
    close: () => server.close(),
    onClosed: (listener) => {
      onClosed = listener;
    },
    onCanceled: (listener) => {
      onCanceled = listener;
    },
    idle: () => calls.idle(),
  };
}
