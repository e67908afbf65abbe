import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Log } from '../../observability/log.js';
import type { Session } from '../../protocol/open-session.js';
import { RunningWork } from '../../runtime/running-work.js';
import { createServer } from './create-server.js';
import { listenedUris, withKnownUris } from './listen-filter.js';
import { readableCall } from './readable-call.js';

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
  const stops: (() => void)[] = [];
  const startWatches = (uris: readonly string[]): void => {
    for (const uri of uris)
      stops.push(session.watch?.start(uri, () => handler.notify.resourceUpdated(uri)) ?? (() => {}));
  };
  return {
    fetch: async (request, { parsedBody }) => {
      const readable = readableCall(parsedBody);
      if (readable.kind === 'refused') return Response.json(readable.answer);
      const body = withKnownUris(readable.message, session.watch);
      const response = await handler.fetch(request, { parsedBody: body });
      if (isStream(response)) startWatches(listenedUris(body) ?? []);
      return response;
    },
    idle: () => running.idle(),
    close: async () => {
      for (const stop of stops.splice(0)) stop();
      await handler.close();
    },
  };
}

/** A request to listen that is refused is answered with JSON. */
function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}
