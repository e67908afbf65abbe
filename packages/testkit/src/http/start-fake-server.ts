import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { FakeComputeService } from '../fake/fake-compute-service.js';
import { toRequest } from './node-request.js';

/** Where and how a fake server listens. */
export interface FakeServerOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** PEM texts; with them the server speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Called after each answered request. */
  readonly onServed?: (request: Request) => void;
}

/** A server that runs. */
export interface FakeServer {
  /** Its origin, such as `http://127.0.0.1:49152`; no slash at the end. */
  readonly url: string;
  /** Stops listening, drops open connections and resolves when all is released. */
  close(): Promise<void>;
}

/**
 * Serves a fake service over HTTP or HTTPS. URLs in answers carry the Host that the client used.
 *
 * @throws the system's error when the port cannot be had
 */
export async function startFakeServer(
  service: Pick<FakeComputeService, 'fetch'>,
  options: FakeServerOptions = {},
): Promise<FakeServer> {
  const { port = 0, host = '127.0.0.1', tls, onServed } = options;
  const scheme = tls === undefined ? 'http' : 'https';
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    const origin = `${scheme}://${message.headers.host ?? host}`;
    void serve(service, { message, response, origin, onServed });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer({ ...tls }, listener);
  await listen(server, port, host);
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () => close(server),
  };
}

interface Exchange {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly origin: string;
  readonly onServed: FakeServerOptions['onServed'];
}

async function serve(service: Pick<FakeComputeService, 'fetch'>, exchange: Exchange): Promise<void> {
  const { message, response, origin, onServed } = exchange;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const request = await toRequest(message, { origin, signal: gone.signal });
    const answer = await service.fetch(request);
    const body = answer.body === null ? null : new Uint8Array(await answer.arrayBuffer());
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (body === null) response.end();
    else response.end(body);
    onServed?.(request);
  } catch {
    // A planned reset, or a client that left: either way the connection has nothing more to say.
    message.socket.destroy();
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
