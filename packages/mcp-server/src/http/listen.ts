import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { HttpConfig } from '../configuration/http-config.js';
import { MCP_PATH } from './create-app.js';

/** Limits against clients that send slowly, or too much; none of them concerns an answer that takes long. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** Longer than the usual idle time of a proxy, so that the proxy closes first. */
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
};

/** A server that listens. */
export interface Listening {
  readonly server: Server;
  /** The URL of the MCP endpoint at the bound address. */
  readonly url: string;
}

/** @throws the system's error when the address cannot be bound. */
export async function listen({ host, port }: Pick<HttpConfig, 'host' | 'port'>): Promise<Listening> {
  const server = createServer(LIMITS);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return { server, url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}${MCP_PATH}` };
}
