import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConnectionResetError } from '../faults/connection-reset-error.js';
import { ArmRefusal } from '../refusals/arm-refusal.js';
import { internalError } from '../refusals/arm-refusals.js';
import { respond } from '../service/respond.js';
import { type CorsOrigin, corsHeaders, preflightHeaders } from './cors.js';
import { type ServerBase, toRequest } from './node-request.js';

/** What all exchanges of a server share. */
export interface ExchangeSettings {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly base: ServerBase;
  readonly cors: CorsOrigin;
  readonly onServed: ((request: Request) => unknown) | undefined;
}

/** Serves one request. Resolves when the answer is out, or the connection gone; never rejects. */
export async function serveExchange(
  settings: ExchangeSettings,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      gone.abort();
      resolve();
    });
  });
  try {
    await answer(settings, { message, response, signal: gone.signal });
  } catch {
    // A planned reset, or a client that left: either way the connection has nothing more to say.
    message.socket.destroy();
  }
  await closed;
}

interface Exchange {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
}

async function answer(settings: ExchangeSettings, { message, response, signal }: Exchange): Promise<void> {
  const { base, cors, onServed } = settings;
  const preflight = preflightHeaders(cors, message);
  if (preflight !== null) return void response.writeHead(204, preflight).end();
  const request = await toRequest(message, { base, signal }).catch(refusalOf);
  if (request instanceof ArmRefusal) return send(refused(request), { cors, message, response });
  let answered: Response;
  try {
    answered = await fetched(settings, request);
  } finally {
    // A planned reset loses the answer and not what the service did.
    await onServed?.(request);
  }
  await send(answered, { cors, message, response });
}

async function send(
  answered: Response,
  { cors, message, response }: Pick<ExchangeSettings, 'cors'> & Pick<Exchange, 'message' | 'response'>,
): Promise<void> {
  const body = answered.body === null ? null : new Uint8Array(await answered.arrayBuffer());
  response.writeHead(answered.status, {
    ...Object.fromEntries(answered.headers),
    ...corsHeaders(cors, message, [...answered.headers.keys()]),
  });
  response.end(body ?? undefined);
}

function refusalOf(error: unknown): ArmRefusal {
  if (error instanceof ArmRefusal) return error;
  throw error;
}

function refused(refusal: ArmRefusal): Response {
  return respond(refusal.toAnswer());
}

async function fetched({ fetch }: ExchangeSettings, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof ConnectionResetError || request.signal.aborted) throw error;
    return refused(internalError(error instanceof Error ? error.message : String(error)));
  }
}
