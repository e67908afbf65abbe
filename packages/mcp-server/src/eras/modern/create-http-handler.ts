import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Log } from '../../observability/log.js';
import type { Session } from '../../protocol/open-session.js';
import { RunningWork } from '../../runtime/running-work.js';
import { createServer } from './create-server.js';

/** Answers one HTTP request of the modern era. */
export interface HttpHandler {
  fetch(request: Request, options: { readonly parsedBody: unknown }): Promise<Response>;
  /** Resolves once the call has come to its end, also where no one waits for the answer any more. */
  idle(): Promise<void>;
  /** Ends the call, and the stream of a client that listens. */
  close(): Promise<void>;
}

/**
 * One handler for each request. It is cheap, and what one caller listens to cannot wake the stream of another. Token,
 * names, origins, size and rate have been checked before.
 */
export function createHttpHandler(session: Session, log: Log): HttpHandler {
  const running = new RunningWork();
  const handler = createMcpHandler(() => createServer(session, running), {
    legacy: 'reject',
    onerror: ({ name }) => log('debug', 'message-refused', { reason: name }),
  });
  return { fetch: handler.fetch, idle: () => running.idle(), close: handler.close };
}
