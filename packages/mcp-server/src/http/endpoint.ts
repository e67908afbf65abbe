import type { Exchange } from './exchange.js';
import type { HttpCaller } from './http-caller.js';

/** What stands behind the MCP endpoint: sessions, or one server for each request. */
export interface Endpoint {
  /** The HTTP methods that it takes. */
  readonly methods: readonly string[];
  /** @throws Refusal when there is no such session, or no room for a new one. */
  handle(exchange: Exchange, caller: HttpCaller): Promise<void>;
  /** Resolves once the running calls have answered. Streams that only listen are ended. */
  drain(): Promise<void>;
  /** Ends everything, running calls included. */
  close(): Promise<void>;
}
