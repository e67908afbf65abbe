import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { FakeComputeService } from '../fake-compute-service.js';
import { parseCorsOrigin } from './cors.js';
import { refuseConnect, refuseUnparsed } from './refuse-socket.js';
import { type ExchangeSettings, serveExchange } from './serve-exchange.js';

/** Where and how a fake server listens. */
export interface FakeServerOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Default: `127.0.0.1`. */
  readonly host?: string;
  /** PEM texts; with them the server speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** The origin of the pages in a browser that may talk to the server, or `*` for all. Default: none may. */
  readonly cors?: string;
  /**
   * Called after each request that reached the service, before its answer leaves, also when that is lost. The answer
   * waits for a promise that is returned.
   */
  readonly onServed?: (request: Request) => unknown;
}

/** How a server is to stop. */
export interface CloseOptions {
  /** How long requests that are being answered may go on, in milliseconds of real time. Default: 0. */
  readonly graceMs?: number;
}

/** A server that runs. */
export interface FakeServer {
  /** Its origin, such as `http://127.0.0.1:49152`; no slash at the end. */
  readonly url: string;
  /** Stops listening, drops open connections (after a grace, if asked) and resolves when all is released. */
  close(options?: CloseOptions): Promise<void>;
}

/**
 * Serves a fake service over HTTP or HTTPS. URLs in answers carry the Host that the client used.
 *
 * @throws RangeError when `cors` is no origin, and the system's error when the port cannot be had
 */
export async function startFakeServer(
  service: Pick<FakeComputeService, 'fetch'>,
  options: FakeServerOptions = {},
): Promise<FakeServer> {
  const { port = 0, host = '127.0.0.1', tls, cors, onServed } = options;
  const scheme = tls === undefined ? 'http' : 'https';
  const name = host.includes(':') ? `[${host}]` : host;
  const corsOrigin = cors === undefined ? null : parseCorsOrigin(cors);
  // The address stands in for a Host that is missing.
  const settings = { requireHostHeader: false };
  const server = tls === undefined ? createServer(settings) : createTlsServer({ ...settings, ...tls });
  const bound = await listen(server, port, host);
  const authority = `${name}:${bound}`;
  const { fetch } = service;
  const open = serveAll(server, { fetch, base: { scheme, authority }, cors: corsOrigin, onServed });
  return { url: `${scheme}://${authority}`, close: ({ graceMs = 0 } = {}) => close(server, open, graceMs) };
}

/** Answers whatever comes in; what comes back holds the exchanges that are under way. */
function serveAll(server: Server, settings: ExchangeSettings): ReadonlySet<Promise<void>> {
  const open = new Set<Promise<void>>();
  const serve: RequestListener = (message, response) => {
    const exchange = serveExchange(settings, message, response).finally(() => open.delete(exchange));
    open.add(exchange);
  };
  server.on('request', serve);
  // An expectation other than 100-continue may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', serve);
  server.on('connect', (_, socket) => refuseConnect(socket));
  server.on('clientError', refuseUnparsed);
  return open;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function close(server: Server, open: ReadonlySet<Promise<void>>, graceMs: number): Promise<void> {
  const released = new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const overdue = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, graceMs);
  });
  if (graceMs > 0) await Promise.race([Promise.all(open), overdue]);
  clearTimeout(timer);
  server.closeAllConnections();
  await released;
  await Promise.all(open);
}
