import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { openSession } from '../../protocol/open-session.js';
import type { SessionDependencies } from '../../protocol/session-dependencies.js';
import { answerMethods } from './answer-methods.js';
import { answerSubscriptions } from './answer-subscriptions.js';
import { RunningCalls } from './running-calls.js';
import { Subscriptions } from './subscriptions.js';

/** The server of one session, which can be connected to a transport of the MCP SDK. */
export interface McpServer {
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
  /** Calls back once the connection is over, whichever side ended it. */
  onClosed(listener: () => void): void;
  /** Calls back once a call has ended that gets no answer, because it was canceled or the connection is over. */
  onCanceled(listener: (id: RequestId) => void): void;
  /** Calls back on what the SDK could not use, such as a message that it drops. */
  onIgnored(listener: () => void): void;
  /** Resolves once no call is at work. */
  idle(): Promise<void>;
}

/** Makes the server of one session; what sessions share is made once and handed to each. */
export function createMcpServer(dependencies: SessionDependencies): McpServer {
  const { description, answers, watch } = openSession(dependencies);
  const { info, capabilities, instructions } = description;
  const server = new Server(info, { capabilities, instructions });
  let onCanceled = (_id: RequestId): void => {};
  const calls = new RunningCalls((id) => onCanceled(id));
  const subscriptions = new Subscriptions();
  answerMethods(server, answers, calls);
  if (watch !== null && dependencies.lasting)
    answerSubscriptions(server, subscriptions, { dependencies, calls, watch });
  let onIgnored = (): void => {};
  server.onerror = ({ name }) => {
    dependencies.log('warn', 'message-ignored', { reason: name });
    onIgnored();
  };
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
    onIgnored: (listener) => {
      onIgnored = listener;
    },
    idle: () => calls.idle(),
  };
}
