import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { INSTRUCTIONS } from './instructions.js';
import { RunningCalls } from './protocol/running-calls.js';
import { serveTools } from './protocol/serve-tools.js';
import { ZeroCancellation } from './protocol/zero-cancellation.js';
import type { ServerParts } from './server-parts.js';

/** The server of one session, which can be connected to a transport of the MCP SDK. */
export interface McpServer {
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
  /** Calls back once the connection is over, whoever ended it. */
  onClosed(listener: () => void): void;
  /** Resolves once no call is at work. */
  idle(): Promise<void>;
}

/** Makes the server of one session; what sessions share is made once and handed to each. */
export function createMcpServer(parts: ServerParts): McpServer {
  const info = { name: 'azureml-kubernetes', title: 'Azure ML Kubernetes computes', version: parts.version };
  const server = new Server(info, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  const running = new RunningCalls();
  const zero = new ZeroCancellation();
  serveTools(server, parts, { running, zero });
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
    idle: () => running.idle(),
  };
}
