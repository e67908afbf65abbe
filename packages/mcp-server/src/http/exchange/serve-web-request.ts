import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AcceptedForm, acceptedForm } from './accepted-form.js';
import { answerInForm } from './answer-in-form.js';
import { type Exchange, whenOver } from './exchange.js';
import { HttpRefusal } from './http-refusal.js';
import { wantsToListen } from './messages.js';

/** Answers a web request, as the HTTP sides of both MCP SDKs do. */
export type AnswerWebRequest = (
  request: Request,
  options: { readonly parsedBody: unknown },
) => Promise<Response>;

/** All that an SDK reads. Above all the token of the caller ends here. */
const PASSED_ON = [
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
  exchange: Exchange,
  answer: AnswerWebRequest,
  gone: AbortSignal | null = null,
): Promise<void> {
  const { request, response, body } = exchange;
  const form = requireForm(exchange);
  const given = await answer(toWebRequest(request, gone), { parsedBody: body });
  const isBatch = Array.isArray(body);
  const answered =
    form === 'any' ? given : await answerInForm(given, { form, isBatch, over: whenOver(exchange) });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (answered.body === null) response.end();
  else await pipe(answered.body, response);
}

/** @throws HttpRefusal 406 when the client takes no form that there is. */
function requireForm({ request: { headers, method }, body }: Exchange): AcceptedForm {
  const form = acceptedForm(headers.accept);
  if (method === 'DELETE') return 'any';
  if (form === 'neither')
    throw new HttpRefusal(406, 'Accept has to allow application/json or text/event-stream');
  if (form === 'json' && (method === 'GET' || wantsToListen(body)))
    throw new HttpRefusal(406, 'Accept has to allow text/event-stream for a stream');
  return form;
}

function toWebRequest({ method = 'GET', headers }: IncomingMessage, signal: AbortSignal | null): Request {
  const passed = PASSED_ON.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] satisfies [string, string]] : [];
  });
  // The SDKs ask for both forms; in which one the client gets its answer is decided here.
  const accept = 'application/json, text/event-stream';
  return new Request('http://localhost/mcp', { method, headers: [['accept', accept], ...passed], signal });
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
