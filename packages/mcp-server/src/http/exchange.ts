import type { IncomingMessage, ServerResponse } from 'node:http';

/** One HTTP request to the MCP endpoint, and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The parsed body of a POST, whose messages nobody has checked yet; undefined for any other method. */
  readonly body: unknown;
}
