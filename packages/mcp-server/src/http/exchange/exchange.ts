import type { IncomingMessage, ServerResponse } from 'node:http';

/** One HTTP request to the MCP endpoint, and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The parsed body of a POST, whose messages are not checked yet; undefined for any other method. */
  readonly body: unknown;
}

/** Resolves once an answer is over: sent in full, or broken off, if need be before anybody has listened for it. */
export function whenOver({ response }: Exchange): Promise<void> {
  if (response.closed) return Promise.resolve();
  return new Promise((resolve) => response.once('close', resolve));
}
