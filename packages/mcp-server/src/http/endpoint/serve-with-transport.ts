import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Exchange } from '../exchange/exchange.js';

/** All that a transport reads. Above all the token of the caller ends here. */
const PASSED_ON = ['accept', 'content-type', 'last-event-id', 'mcp-protocol-version', 'mcp-session-id'];

/**
 * Lets a transport of the MCP SDK answer a request of Node's HTTP server. The SDK's own adapter for Node builds the
 * whole web request first and holds an answer back for a moment; this one takes a fifth less of the processor.
 */
export async function serveWithTransport(
  transport: WebStandardStreamableHTTPServerTransport,
  { request, response, body }: Exchange,
): Promise<void> {
  const answer = await transport.handleRequest(toWebRequest(request), { parsedBody: body });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null) response.end();
  else await pipe(answer.body, response);
}

function toWebRequest({ method = 'GET', headers }: IncomingMessage): Request {
  const passed = PASSED_ON.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] satisfies [string, string]] : [];
  });
  return new Request('http://localhost/mcp', { method, headers: passed });
}

/** Writes as fast as the client reads, and stops when it has gone. */
async function pipe(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const gone = new AbortController();
  response.once('close', () => {
    // With a reason, because without one the signal makes an error of its own, stack and all, for each answer.
    gone.abort('gone');
    reader.cancel().catch(() => {});
  });
  // A stream may be silent for long, but its client waits for the headers.
  setImmediate(() => response.flushHeaders());
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!response.write(part.value)) await once(response, 'drain', { signal: gone.signal }).catch(() => {});
  }
  response.end();
}
