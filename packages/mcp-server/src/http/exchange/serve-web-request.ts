import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from './exchange.js';

/** Answers a web request, as the HTTP sides of both MCP SDKs do. */
export type AnswerWebRequest = (
  request: Request,
  options: { readonly parsedBody: unknown },
) => Promise<Response>;

/** All that an SDK reads. Above all the token of the caller ends here. */
const PASSED_ON = [
  'accept',
  'content-type',
  'last-event-id',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'mcp-session-id',
];

/**
 * Lets an MCP SDK answer a request of Node's HTTP server; `gone` aborts when no one wants the answer any more. The SDK's
 * own adapter for Node builds the whole web request first and holds an answer back for a moment; this one takes a fifth
 * less of the processor.
 */
export async function serveWebRequest(
  { request, response, body }: Exchange,
  answer: AnswerWebRequest,
  gone: AbortSignal | null = null,
): Promise<void> {
  const answered = await answer(toWebRequest(request, gone), { parsedBody: body });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (answered.body === null) response.end();
  else await pipe(answered.body, response);
}

function toWebRequest({ method = 'GET', headers }: IncomingMessage, signal: AbortSignal | null): Request {
  const passed = PASSED_ON.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] satisfies [string, string]] : [];
  });
  return new Request('http://localhost/mcp', { method, headers: passed, signal });
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
