import type { HttpCaller } from '../auth/http-caller.js';
import type { Exchange } from '../exchange/exchange.js';

/** What stands behind the MCP endpoint: sessions, or one server for each request. */
export interface Endpoint {
  /** The HTTP methods that it takes. */
  readonly methods: readonly string[];
  /** @throws HttpRefusal when there is no such session, or no room for a new one. */
  handle(exchange: Exchange, caller: HttpCaller): Promise<void>;
  /** Resolves once the running calls have answered. Streams that only listen are ended. */
  drain(): Promise<void>;
  /** Ends everything, running calls included. */
  close(): Promise<void>;
}
