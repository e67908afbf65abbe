import { asNetworkError } from './as-network-error.js';
import { BoundedBody } from './bounded-body.js';
import type { Transport, TransportAnswer, TransportRequest } from './transport.js';

/** The part of `fetch` that is used. */
export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>;

/**
 * The transport over `fetch`, by default the platform's own, as it is when a request is sent. Redirects are not
 * followed: one could lead a token to another origin, and Azure Resource Manager's answers need none.
 */
export function fetchTransport(fetch?: Fetch): Transport {
  const send = fetch === undefined ? sendByPlatform : sendBy(fetch);
  return async (request) => {
    try {
      return await readResponse(await send(request));
    } catch (cause) {
      throw asNetworkError(cause, request);
    }
  };
}

/** Takes no `Request`: making one only to have it taken apart again costs a tenth of a read. */
function sendByPlatform(request: TransportRequest): Promise<Response> {
  return globalThis.fetch(request.url, initOf(request));
}

function sendBy(fetch: Fetch): (request: TransportRequest) => Promise<Response> {
  return async (request) => fetch(new Request(request.url, initOf(request)));
}

function initOf({ method, headers, body, signal }: TransportRequest): RequestInit {
  const common: RequestInit = {
    method,
    headers,
    body: body ?? null,
    signal: signal ?? null,
    redirect: 'manual',
  };
  return hasCredentials() ? { ...common, credentials: 'omit', cache: 'no-store' } : common;
}

/** Cookies and caches are for browsers; some workers have none, and refuse a request that names them. */
function hasCredentials(): boolean {
  return 'credentials' in Request.prototype;
}

async function readResponse({ status, headers, body }: Response): Promise<TransportAnswer> {
  return { status, headers: Object.fromEntries(headers), body: await readBody(body) };
}

async function readBody(stream: ReadableStream<Uint8Array> | null): Promise<string | null> {
  const body = new BoundedBody();
  const reader = stream?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    if (!body.add(part.value)) await reader?.cancel();
  }
  return body.text();
}
